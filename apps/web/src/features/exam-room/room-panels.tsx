import { CirclePause } from 'lucide-react';
import { Button, ButtonLink, Status, StatusShape } from '../../shared/ui/index.js';
import { PagePad } from '../../shared/ui/page.js';
import { useRoomText } from './messages.js';
import style from './room.module.css';

/** While the paper is on its way; without a network it says so and lets the person go on. */
export function SubmittingPanel({
  offline,
  waiting,
  onGoOn,
}: {
  offline: boolean;
  /** Answers that are on this phone only. */
  waiting: number;
  onGoOn: () => void;
}) {
  const t = useRoomText();
  return (
    <main className={style['panel']} role="status">
      <h1>{t(offline ? 'submittingOffline' : 'submitting')}</h1>
      <p>{t('submittingBody')}</p>
      {waiting > 0 ? <Status kind="warn">{t('waitingN', { n: waiting })}</Status> : null}
      {offline ? (
        <Button big onClick={onGoOn}>
          {t('goOn')}
        </Button>
      ) : null}
    </main>
  );
}

/** The time is over and the paper is on its way by itself: there is nothing to do and nothing to fear. */
export function TimeUpPanel({ offline, waiting }: { offline: boolean; waiting: number }) {
  const t = useRoomText();
  return (
    <main className={style['panel']} role="status">
      <h1>{t('timeUp')}</h1>
      <p>{t(offline ? 'timeUpOffline' : 'timeUpOnline')}</p>
      {waiting > 0 ? <Status kind="warn">{t('waitingN', { n: waiting })}</Status> : null}
    </main>
  );
}

/** The session stands still: the paper is put away, the time with it. It goes on by itself, once this phone hears of it. */
export function PausePanel({ offline, waiting }: { offline: boolean; waiting: number }) {
  const t = useRoomText();
  return (
    <main className={`${style['panel']} ${style['full']}`} role="status">
      <CirclePause size={56} strokeWidth={1.5} aria-hidden />
      <h1>{t('pausedTitle')}</h1>
      <p>{t(offline ? 'pausedOffline' : 'pausedBody')}</p>
      {waiting > 0 ? <Status kind="warn">{t('waitingN', { n: waiting })}</Status> : null}
    </main>
  );
}

/** It was over before the last answers arrived (ui.md §8 row 4), or it was handed in from elsewhere. */
export function ClosedPanel({
  attemptId,
  timeOver,
  lost,
  kept,
}: {
  attemptId: string;
  timeOver: boolean;
  lost: number;
  kept: number;
}) {
  const t = useRoomText();
  return (
    <PagePad>
      <div className={style['panel']} role="status">
        <StatusShape kind={lost > 0 ? 'warn' : 'pass'} size={40} />
        <h1>{t(timeOver && lost > 0 ? 'closedTitle' : 'closedKeptTitle')}</h1>
        <p>{lost > 0 ? t('closedLost', { n: lost, kept }) : t(timeOver ? 'closedKept' : 'closedByOthers', { kept })}</p>
        <ButtonLink kind="primary" big block to={`/exam/${attemptId}/result`} replace>
          {t('toResult')}
        </ButtonLink>
      </div>
    </PagePad>
  );
}
