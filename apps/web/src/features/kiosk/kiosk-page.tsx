import { useQuery } from '@tanstack/react-query';
import { Maximize } from 'lucide-react';
import { api } from '../../shared/api/client.js';
import { Problem } from '../../shared/api/problem.js';
import { ownerOf, useSession } from '../../shared/api/session.js';
import type { CurrentSession, PairedKiosk } from '../../shared/api/types.js';
import { markKioskBrowser } from '../../shared/kiosk/kiosk-browser.js';
import { Button, ErrorBlock, Skeleton } from '../../shared/ui/index.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { KioskPerson } from './kiosk-person.js';
import { KioskSignIn } from './kiosk-sign-in.js';
import { useKioskText } from './messages.js';
import { PairForm } from './pair-form.js';
import { useHandOver } from './use-hand-over.js';
import style from './kiosk.module.css';

const kioskKey = ['kiosk'] as const;

/** null: this browser is no shared device. */
async function readKiosk(signal: AbortSignal): Promise<PairedKiosk | null> {
  try {
    const device = await api.get<PairedKiosk>('/kiosk', { signal });
    markKioskBrowser(true);
    return device;
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'kiosk-not-paired')) throw error;
    markKioskBrowser(false);
    return null;
  }
}

/** The first page of a shared device: pair it, sign in, choose the exam, make room for the next person. */
export function KioskPage() {
  const t = useKioskText();
  usePageTitle(t('title'));
  const device = useQuery({ queryKey: kioskKey, queryFn: ({ signal }) => readKiosk(signal), staleTime: 0 });
  const session = useSession();
  return (
    <div className={style['page']}>
      {device.data ? <Head device={device.data} /> : null}
      <main className={style['main']}>
        {device.isError ? (
          <ErrorBlock error={device.error} onRetry={() => void device.refetch()} busy={device.isFetching} />
        ) : device.data === undefined || session.isPending ? (
          <Skeleton heights={[72, 72, 72]} />
        ) : device.data === null ? (
          <PairForm onPaired={() => void device.refetch()} />
        ) : !session.data ? (
          <KioskSignIn badgeAlone={device.data.badgeAlone} />
        ) : session.data.kiosk ? (
          <KioskPerson session={session.data} />
        ) : (
          <SomebodyElse session={session.data} />
        )}
      </main>
    </div>
  );
}

function Head({ device }: { device: PairedKiosk }) {
  const t = useKioskText();
  return (
    <header className={style['head']}>
      <div className="grow">
        <b>{device.examTitle ?? device.name}</b>
        <p>{[device.organisationName, device.place].filter(Boolean).join(' · ')}</p>
      </div>
      {document.fullscreenEnabled && !document.fullscreenElement ? (
        <Button onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}>
          <Maximize size={20} strokeWidth={1.75} aria-hidden />
          {t('fullScreen')}
        </Button>
      ) : null}
    </header>
  );
}

/** A session with everything the person may do does not belong on a shared device. */
function SomebodyElse({ session }: { session: CurrentSession }) {
  const t = useKioskText();
  const { start, busy, error, waiting } = useHandOver(ownerOf(session));
  return (
    <>
      <h1>{t('otherTitle')}</h1>
      <p>{t('otherHow', { name: session.name })}</p>
      {waiting > 0 ? <p role="status">{t('waiting', { n: waiting })}</p> : null}
      {error ? <ErrorBlock error={error} /> : null}
      <Button kind="primary" big block busy={busy} onClick={start}>
        {t('otherLeave')}
      </Button>
    </>
  );
}
