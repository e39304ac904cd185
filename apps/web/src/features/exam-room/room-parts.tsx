import { LayoutGrid } from 'lucide-react';
import type { ServerClock } from '../../shared/offline/server-clock.js';
import { Frac, StatusShape } from '../../shared/ui/index.js';
import { useRoomText } from './messages.js';
import { RoomTimer } from './room-timer.js';
import type { Summary } from './summary.js';
import { useLasting } from './use-exam-room.js';
import style from './room.module.css';

/** The time left, and the way to the answer sheet. */
export function RoomHead({
  clock,
  deadline,
  onEnd,
  onThreshold,
  onSheet,
}: {
  clock: ServerClock;
  deadline: string;
  onEnd: () => void;
  onThreshold: (sentence: string) => void;
  /** `null` while there is nothing to choose from: the paper is on its way. */
  onSheet: (() => void) | null;
}) {
  const t = useRoomText();
  return (
    <header className={style['head']}>
      <div className="grow">
        <RoomTimer clock={clock} deadline={deadline} onEnd={onEnd} onThreshold={onThreshold} />
      </div>
      {onSheet ? (
        <button type="button" className={style['sheetButton']} aria-haspopup="dialog" onClick={onSheet}>
          <LayoutGrid size={22} strokeWidth={1.75} aria-hidden />
          {t('sheet')}
        </button>
      ) : null}
    </header>
  );
}

/** One tick a question. */
export function Ticks({
  numbers,
  summary,
  current,
}: {
  numbers: readonly number[];
  summary: Summary;
  current: number;
}) {
  const t = useRoomText();
  return (
    <div
      className={style['ticks']}
      role="img"
      aria-label={t('progress', { n: summary.answered, of: numbers.length })}
      style={{ gap: numbers.length > 40 ? 1 : 3 }}
    >
      {numbers.map((slot, index) => (
        <b
          key={slot}
          className={`${style[`tick-${summary.states.get(slot) ?? 'empty'}`]} ${index === current ? style['tick-current'] : ''}`}
        />
      ))}
    </div>
  );
}

/** Back, what is saved, forward. */
export function RoomFoot({
  summary,
  of,
  down,
  first,
  last,
  readOnly,
  onBack,
  onForward,
}: {
  summary: Summary;
  of: number;
  down: boolean;
  first: boolean;
  last: boolean;
  /** Another phone answers: there is nothing to hand in here. */
  readOnly: boolean;
  onBack: () => void;
  onForward: () => void;
}) {
  const t = useRoomText();
  // On a good line the count just changes (ui.md §5); only what stays away is called waiting.
  const slow = useLasting(summary.waiting > 0, 2_000);
  const waiting = summary.waiting > 0 && (down || slow);
  return (
    <footer className={style['foot']}>
      <button type="button" className={style['previous']} disabled={first} onClick={onBack}>
        {t('previous')}
      </button>
      <div className={`${style['saved']} ${waiting ? style['savedWaiting'] : ''}`} role="status">
        <span className="row">
          <StatusShape kind={waiting ? 'warn' : 'pass'} size={16} />
          {waiting ? t('waitingN', { n: summary.waiting }) : t('saved')}
        </span>
        <Frac n={summary.saved} of={of} size={20} />
      </div>
      <button type="button" className={style['next']} disabled={last && readOnly} onClick={onForward}>
        {t(last && !readOnly ? 'handIn' : 'next')}
      </button>
    </footer>
  );
}
