import { Award, BadgeCheck, ChevronRight, Hash, KeyRound, LogOut, MonitorCog } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useMyAttempts } from '../../shared/api/requests/my-attempts.js';
import { useMyCertificates } from '../../shared/api/requests/my-certificates.js';
import { mayUseOffice, useSignedIn } from '../../shared/api/session.js';
import { LargeTypeSwitch } from '../../shared/ui/large-type-switch.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { useMyText } from './messages.js';
import { SignOutSheet } from './sign-out-sheet.js';
import { PinSheet } from './pin-sheet.js';
import style from './my.module.css';

/** 「我的」: who I am here, my record, my certificates, how the phone shows things, and the way out. */
export function MyPage() {
  const t = useMyText();
  usePageTitle(t('title'));
  const session = useSignedIn();
  const certificates = useMyCertificates();
  const attempts = useMyAttempts();
  const [leaving, setLeaving] = useState(false);
  const [pin, setPin] = useState(false);
  const person = session.person;
  const facts: [string, string][] = [
    [t('enterprise'), person?.organisationName ?? ''],
    [t('unit'), person?.unitName ?? ''],
    [t('post'), (person?.postNames ?? []).join('、')],
    [t('account'), session.account],
  ];
  return (
    <main className={style['main']}>
      <h1>{session.name}</h1>
      <dl className={`card ${style['facts']}`}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <nav className={`card ${style['lines']}`} aria-label={t('title')}>
        <Line
          to="/my/certificates"
          icon={<Award size={22} strokeWidth={1.75} aria-hidden />}
          end={certificates.data ? t('certificatesN', { n: certificates.data.length }) : ''}
        >
          {t('certificates')}
        </Line>
        <Line
          to="/practice"
          icon={<BadgeCheck size={22} strokeWidth={1.75} aria-hidden />}
          end={attempts.data ? String(attempts.data.length) : ''}
        >
          {t('record')}
        </Line>
        {mayUseOffice(session) ? (
          <Line to="/office" icon={<MonitorCog size={22} strokeWidth={1.75} aria-hidden />}>
            {t('office')}
          </Line>
        ) : null}
      </nav>
      <div className={`card ${style['lines']}`}>
        <LargeTypeSwitch />
        <Line to="/change-password" icon={<KeyRound size={22} strokeWidth={1.75} aria-hidden />}>
          {t('password')}
        </Line>
        <button type="button" className={style['line']} onClick={() => setPin(true)}>
          <Hash size={22} strokeWidth={1.75} aria-hidden />
          <span className="grow">{t('pin')}</span>
          <ChevronRight size={20} className="dim" aria-hidden />
        </button>
        <button type="button" className={style['line']} onClick={() => setLeaving(true)}>
          <LogOut size={22} strokeWidth={1.75} aria-hidden />
          <span className="grow">{t('signOut')}</span>
        </button>
      </div>
      <PinSheet open={pin} onClose={() => setPin(false)} />
      <SignOutSheet open={leaving} onClose={() => setLeaving(false)} />
    </main>
  );
}

function Line({ to, icon, end, children }: { to: string; icon: ReactNode; end?: string; children: ReactNode }) {
  return (
    <Link className={style['line']} to={to}>
      {icon}
      <span className="grow">{children}</span>
      {end ? <span className="mut">{end}</span> : null}
      <ChevronRight size={20} className="dim" aria-hidden />
    </Link>
  );
}
