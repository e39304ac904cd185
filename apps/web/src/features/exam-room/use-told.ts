import { useCallback, useEffect, useRef, useState } from 'react';
import { clockText } from '../../shared/time/format.js';
import type { AttemptWatch, Told } from './attempt-state.js';
import { roomText } from './messages.js';

const SHOWN_FOR = 12_000;

/** 「加了 10 分钟，到 10:42 结束」 */
export function sentenceOf(told: Told): string {
  const until = clockText(told.until);
  if (told.kind === 'resumed') return roomText('resumed', { until });
  if (told.seconds < 0) return roomText('timeChanged', { until });
  return told.seconds % 60 === 0
    ? roomText('extended', { n: told.seconds / 60, until })
    : roomText('extendedSeconds', { n: told.seconds, until });
}

/** The one thing that was last told: a change by others or a threshold of the time. It goes by itself after a while. */
export function useTold(watch: AttemptWatch): { told: string | null; tell: (sentence: string) => void } {
  const [told, setTold] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const tell = useCallback((sentence: string) => {
    clearTimeout(timer.current);
    setTold(sentence);
    timer.current = setTimeout(() => setTold(null), SHOWN_FOR);
  }, []);
  useEffect(() => watch.onTold((one) => tell(sentenceOf(one))), [watch, tell]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { told, tell };
}
