import { Timer } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ServerClock } from '../../shared/offline/server-clock.js';
import { countdownText } from '../../shared/time/format.js';
import { useRoomText } from './messages.js';
import style from './room.module.css';

/** Minutes and half a minute before the end at which a screen reader is told, politely. */
const thresholds = [600, 300, 60, 30];

/** The time left by the server's clock. Calls `onEnd` once when it is over. */
export function RoomTimer({ clock, deadline, onEnd }: { clock: ServerClock; deadline: string; onEnd: () => void }) {
  const t = useRoomText();
  const end = Date.parse(deadline);
  const [left, setLeft] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const before = useRef<number | null>(null);
  const ended = useRef(false);
  useEffect(() => {
    const look = (): void => {
      const now = clock.now();
      if (now === null) return;
      const seconds = Math.max(0, Math.ceil((end - now) / 1000));
      setLeft(seconds);
      const passed = thresholds.find((mark) => before.current !== null && before.current > mark && seconds <= mark);
      if (passed !== undefined) {
        setSaid(passed >= 60 ? t('announce', { n: passed / 60 }) : t('announceSeconds', { n: passed }));
      }
      before.current = seconds;
      if (seconds === 0 && !ended.current) {
        ended.current = true;
        onEnd();
      }
    };
    look();
    // The first sample arrives a moment after this mounts.
    const soon = requestAnimationFrame(look);
    const timer = setInterval(look, 250);
    return () => {
      cancelAnimationFrame(soon);
      clearInterval(timer);
    };
  }, [clock, end, onEnd, t]);
  return (
    <div className={style['timer']}>
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
      <span className="sr-only" role="status">
        {said}
      </span>
    </div>
  );
}
