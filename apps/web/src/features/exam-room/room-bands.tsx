import { BellRing, MonitorSmartphone, UserRoundCheck, WifiOff } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { asProblem } from '../../shared/api/problem.js';
import type { AnswerSync } from '../../shared/offline/answer-sync.js';
import type { SyncSnapshot } from '../../shared/offline/sync-snapshot.js';
import { Button, StatusShape } from '../../shared/ui/index.js';
import { useRoomText } from './messages.js';
import { useLasting } from './use-exam-room.js';
import style from './room.module.css';

function Net({ icon, title, children }: { icon: ReactNode; title?: string; children: ReactNode }) {
  return (
    <div className={style['net']}>
      {icon}
      <div className="grow">
        {title ? <b>{title}</b> : null}
        {children}
      </div>
    </div>
  );
}

interface BandsProps {
  sync: AnswerSync;
  state: SyncSnapshot;
  offline: boolean;
  handingIn: boolean;
  /** Numbers of the questions that the server did not take. */
  refused: number[];
  /** What others changed, or how much time is left. */
  told: string | null;
  comingBack: boolean;
  comeBackError: unknown;
  onSignIn: () => void;
  onContinueHere: () => void;
}

/** What is to say about the line, one band at a time, the most important first (ui.md §8 rows 2, 3, 5, 11); and below it what was told. */
export function RoomBands(props: BandsProps) {
  // The regions stay while their words change: that is what a screen reader listens to.
  return (
    <div className={style['bands']}>
      <div role="status">
        <LineBand {...props} />
      </div>
      <div role="status">
        {props.told ? (
          <div className={`${style['net']} ${style['told']}`}>
            <BellRing size={22} strokeWidth={1.75} aria-hidden />
            {props.told}
          </div>
        ) : null}
      </div>
    </div>
  );
}

function LineBand(props: BandsProps) {
  const { state, refused } = props;
  const t = useRoomText();
  // On a good line the answer is saved before anybody could close the page.
  const notKept = useLasting(state.notKept, 2_000);
  if (state.elsewhere) return <Elsewhere {...props} />;
  if (state.line === 'signed-out') {
    return (
      <Net icon={<UserRoundCheck size={24} strokeWidth={1.75} aria-hidden />} title={t('signedOutTitle')}>
        {t('signedOutBody')}
        <Button onClick={props.onSignIn}>{t('signInAgain')}</Button>
      </Net>
    );
  }
  // While handing in, the page itself says that there is no network; 「接着答」 would be wrong advice.
  if ((state.line === 'down' || props.offline) && !props.handingIn) {
    return (
      <Net icon={<WifiOff size={24} strokeWidth={1.75} aria-hidden />} title={t('offlineTitle')}>
        {t(state.notKept ? 'offlineBodyNotKept' : 'offlineBody')}
      </Net>
    );
  }
  if (refused.length > 0) {
    return <Net icon={<StatusShape kind="warn" size={22} />}>{t('refusedSome', { list: refused.join('、') })}</Net>;
  }
  if (state.broughtUp !== null) return <BackOnline sync={props.sync} n={state.broughtUp} />;
  return notKept ? <Net icon={<StatusShape kind="warn" size={22} />}>{t('notKept')}</Net> : null;
}

function Elsewhere({ comingBack, comeBackError, onContinueHere }: BandsProps) {
  const t = useRoomText();
  return (
    <Net icon={<MonitorSmartphone size={24} strokeWidth={1.75} aria-hidden />}>
      {t('elsewhere')}
      {comeBackError ? <p>{asProblem(comeBackError).sentence}</p> : null}
      <Button busy={comingBack} onClick={onContinueHere}>
        {t('continueHere')}
      </Button>
    </Net>
  );
}

function BackOnline({ sync, n }: { sync: AnswerSync; n: number }) {
  const t = useRoomText();
  useEffect(() => {
    const timer = setTimeout(() => sync.quiet(), 6_000);
    return () => clearTimeout(timer);
  }, [sync]);
  return (
    <div className={`${style['net']} ${style['back']}`}>
      <StatusShape kind="pass" size={22} />
      {t('backOnline', { n })}
    </div>
  );
}
