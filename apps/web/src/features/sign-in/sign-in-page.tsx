import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BadgeCheck } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { api } from '../../shared/api/client.js';
import { asProblem } from '../../shared/api/problem.js';
import { sessionKey } from '../../shared/api/query-client.js';
import { homeOf, useSession } from '../../shared/api/session.js';
import type { SignInDto, SignedIn } from '../../shared/api/types.js';
import { isKioskBrowser } from '../../shared/kiosk/kiosk-browser.js';
import { Band, Button, ErrorBlock, Field, PasswordField } from '../../shared/ui/index.js';
import { LogoMark, RoofWatermark } from '../../shared/ui/logo.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { useSignInText } from './messages.js';
import { safeReturn, tidyAccount } from './return-address.js';
import style from './sign-in.module.css';

/** One page, two widths (mock-up `sign-in`). Ways in that the platform does not have yet are not shown. */
export function SignInPage() {
  const t = useSignInText();
  usePageTitle(t('title'));
  const [search] = useSearchParams();
  const from = safeReturn(search.get('from'));
  const session = useSession().data;
  // A shared device has its own way in, by name and PIN.
  if (isKioskBrowser()) return <Navigate to="/kiosk" replace />;
  if (session) return <Navigate to={from ?? homeOf(session)} replace />;
  return (
    <div className={style['page']}>
      <section className={style['banner']}>
        <RoofWatermark className={style['roof']} />
        <div className={style['name']}>
          <LogoMark size={44} tone="light" />
          <b>知安</b>
        </div>
        <div className={style['say']}>
          <p className={style['slogan']}>
            {t('say1')}
            <br />
            {t('say2')}
          </p>
          <p>{t('platform')}</p>
        </div>
      </section>
      <main className={style['main']}>
        <div className={style['inner']}>
          {search.has('again') ? <Band>{t('again')}</Band> : null}
          <SignInForm />
          <Link className={style['verify']} to="/verify">
            <BadgeCheck size={17} strokeWidth={1.75} aria-hidden />
            {t('verify')}
          </Link>
        </div>
      </main>
    </div>
  );
}

function SignInForm() {
  const t = useSignInText();
  const client = useQueryClient();
  const account = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState<{ account?: string; password?: string }>({});
  const signIn = useMutation({
    mutationFn: (body: SignInDto) => api.post<SignedIn>('/sessions', { body }),
    onSuccess: () => client.refetchQueries({ queryKey: sessionKey }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = { account: tidyAccount(account.current?.value ?? ''), password: password.current?.value ?? '' };
    setMissing({
      ...(body.account ? {} : { account: t('needAccount') }),
      ...(body.password ? {} : { password: t('needPassword') }),
    });
    if (!body.account) account.current?.focus();
    else if (!body.password) password.current?.focus();
    else signIn.mutate(body, { onError: () => password.current?.select() });
  };
  return (
    <form onSubmit={submit} noValidate>
      <h1 className={style['title']}>{t('title')}</h1>
      <Field
        ref={account}
        label={t('account')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={missing.account}
      />
      <PasswordField
        ref={password}
        label={t('password')}
        name="password"
        autoComplete="current-password"
        show={t('show')}
        hide={t('hide')}
        error={missing.password}
      />
      {signIn.isError ? <ErrorBlock error={asProblem(signIn.error)} /> : null}
      <div className={style['submit']}>
        <Button kind="primary" big block type="submit" busy={signIn.isPending}>
          {t('submit')}
        </Button>
      </div>
      <Help />
    </form>
  );
}

/** What to do without a password or an account: the safety officer can act at once, so that is what is said. */
function Help() {
  const t = useSignInText();
  const [open, setOpen] = useState<'forgot' | 'noAccount' | null>(null);
  const toggle = (which: 'forgot' | 'noAccount') => () => setOpen(open === which ? null : which);
  return (
    <>
      <div className={style['help']}>
        <button type="button" aria-expanded={open === 'forgot'} onClick={toggle('forgot')}>
          {t('forgot')}
        </button>
        <button type="button" aria-expanded={open === 'noAccount'} onClick={toggle('noAccount')}>
          {t('noAccount')}
        </button>
      </div>
      <div role="status">
        {open ? <p className={style['helpText']}>{t(open === 'forgot' ? 'forgotHelp' : 'noAccountHelp')}</p> : null}
      </div>
    </>
  );
}
