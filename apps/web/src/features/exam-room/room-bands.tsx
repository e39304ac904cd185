import { useEffect } from 'react';
import { MonitorSmartphone, UserRoundCheck, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AnswerSync } from '../../shared/offline/answer-sync.js';
import type { SyncSnapshot } from '../../shared/offline/sync-snapshot.js';
import { Button, StatusShape } from '../../shared/ui/index.js';
import { useRoomText } from './messages.js';
import style from './room.module.css';

function Net({ icon, title, children }: { icon: ReactNode; title?: string; children: ReactNode }) {
  return (
    <div className={style['net']} role="status">
      {icon}
      <div className="grow">
        {title ? <b>{title}</b> : null}
        {children}
      </div>
    </div>
  );
}

/** What is to say about the line, one band at a time, the most important first (ui.md §8 rows 2, 3, 5, 11). */
export function RoomBands({
  sync,
  state,
  offline,
  refused,
  onSignIn,
  onContinueHere,
}: {
  sync: AnswerSync;
  state: SyncSnapshot;
  offline: boolean;
  /** Numbers of the questions that the server did not take. */
  refused: number[];
  onSignIn: () => void;
  onContinueHere: () => void;
}) {
  const t = useRoomText();
  if (state.elsewhere) {
    return (
      <Net icon={<MonitorSmartphone size={24} strokeWidth={1.75} aria-hidden />}>
        {t('elsewhere')}
        <Button onClick={onContinueHere}>{t('continueHere')}</Button>
      </Net>
    );
  }
  if (state.line === 'signed-out') {
    return (
      <Net icon={<UserRoundCheck size={24} strokeWidth={1.75} aria-hidden />} title={t('signedOutTitle')}>
        {t('signedOutBody')}
        <Button onClick={onSignIn}>{t('signInAgain')}</Button>
      </Net>
    );
  }
  // While handing in, the page itself says that there is no network; 「接着答」 would be wrong advice.
  if ((state.line === 'down' || offline) && !state.submitting) {
    return (
      <Net icon={<WifiOff size={24} strokeWidth={1.75} aria-hidden />} title={t('offlineTitle')}>
        {t(state.notKept ? 'offlineBodyNotKept' : 'offlineBody')}
      </Net>
    );
  }
  if (refused.length > 0) {
    return <Net icon={<StatusShape kind="warn" size={22} />}>{t('refusedSome', { list: refused.join('、') })}</Net>;
  }
  if (state.broughtUp !== null) return <BackOnline sync={sync} n={state.broughtUp} />;
  return state.notKept ? <Net icon={<StatusShape kind="warn" size={22} />}>{t('notKept')}</Net> : null;
}

function BackOnline({ sync, n }: { sync: AnswerSync; n: number }) {
  const t = useRoomText();
  useEffect(() => {
    const timer = setTimeout(() => sync.quiet(), 6_000);
    return () => clearTimeout(timer);
  }, [sync]);
  return (
    <div className={`${style['net']} ${style['back']}`} role="status">
      <StatusShape kind="pass" size={22} />
      {t('backOnline', { n })}
    </div>
  );
}
