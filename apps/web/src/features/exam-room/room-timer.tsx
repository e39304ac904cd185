import { Timer } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ServerClock } from '../../shared/offline/server-clock.js';
import { countdownText } from '../../shared/time/format.js';
import { useRoomText } from './messages.js';
import { thresholdPassed } from './thresholds.js';
import style from './room.module.css';

/** From here on the time stands on the ground of a warning. */
const SOON = 300;

/**
 * The time left by the server's clock. Calls `onEnd` when it is over (anew for a deadline that was moved), and `onThreshold` with a
 * sentence at the few moments that are worth saying.
 */
export function RoomTimer({
  clock,
  deadline,
  onEnd,
  onThreshold,
}: {
  clock: ServerClock;
  deadline: string;
  onEnd: () => void;
  onThreshold: (sentence: string) => void;
}) {
  const t = useRoomText();
  const end = Date.parse(deadline);
  const [left, setLeft] = useState<number | null>(null);
  const before = useRef<number | null>(null);
  useEffect(() => {
    before.current = null;
    const look = (): void => {
      const now = clock.now();
      if (now === null) return;
      const seconds = Math.max(0, Math.ceil((end - now) / 1000));
      setLeft(seconds);
      const passed = thresholdPassed(before.current, seconds);
      if (passed !== null) onThreshold(t('announce', { n: passed / 60 }));
      if (seconds === 0 && before.current !== 0) onEnd();
      before.current = seconds;
    };
    look();
    // The first sample arrives a moment after this mounts.
    const soon = requestAnimationFrame(look);
    const timer = setInterval(look, 250);
    return () => {
      cancelAnimationFrame(soon);
      clearInterval(timer);
    };
  }, [clock, end, onEnd, onThreshold, t]);
  return (
    <div className={`${style['timer']} ${left !== null && left <= SOON ? style['soon'] : ''}`}>
      <Timer size={24} strokeWidth={1.75} aria-hidden />
      {left === 0 ? (
        <b>{t('timeUp')}</b>
      ) : (
        <>
          <b role="timer" aria-live="off" className={style['time']}>
            {left === null ? '--:--' : countdownText(left * 1000)}
          </b>
          <small>{t('left')}</small>
        </>
      )}
    </div>
  );
}
