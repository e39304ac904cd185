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
  /** `null` when the time is over: there is nothing to go on with. */
  onGoOn: (() => void) | null;
}) {
  const t = useRoomText();
  return (
    <main className={style['panel']} role="status">
      <h1>{t(offline ? 'submittingOffline' : 'submitting')}</h1>
      <p>{t('submittingBody')}</p>
      {waiting > 0 ? <Status kind="warn">{t('waitingN', { n: waiting })}</Status> : null}
      {offline && onGoOn ? (
        <Button big onClick={onGoOn}>
          {t('goOn')}
        </Button>
      ) : null}
    </main>
  );
}

/** The time was over before the last answers arrived (ui.md §8 row 4). */
export function ClosedPanel({ attemptId, lost, kept }: { attemptId: string; lost: number; kept: number }) {
  const t = useRoomText();
  return (
    <PagePad>
      <div className={style['panel']} role="status">
        <StatusShape kind={lost > 0 ? 'warn' : 'pass'} size={40} />
        <h1>{t('closedTitle')}</h1>
        <p>{lost > 0 ? t('closedLost', { n: lost, kept }) : t('closedKept', { kept })}</p>
        <ButtonLink kind="primary" big block to={`/exam/${attemptId}/result`} replace>
          {t('toResult')}
        </ButtonLink>
      </div>
    </PagePad>
  );
}
