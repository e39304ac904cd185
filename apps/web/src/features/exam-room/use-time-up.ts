import { useCallback, useEffect, useState } from 'react';
import type { OpenRoom } from './open-room.js';
import { useAttemptState } from './use-exam-room.js';

const AGAIN = 3_000;

/**
 * What happens at zero. The answers given so far are handed in, but only on the server's word that the time is really over: a phone
 * that was without a network may not know of more time. `timeUp` holds for the deadline it was reached for, so more time unlocks.
 */
export function useTimeUp(room: OpenRoom): { timeUp: boolean; onEnd: () => void } {
  const { deadline, status } = useAttemptState(room.watch);
  const [reached, setReached] = useState<string | null>(null);
  const timeUp = reached === deadline && status === 'open';
  const onEnd = useCallback(() => setReached(room.watch.state().deadline), [room]);
  useEffect(() => {
    if (!timeUp) return undefined;
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = async (): Promise<void> => {
      const known = room.channel.fresh || (await room.channel.check());
      if (left || room.sync.snapshot().end) return;
      // The deadline may have moved meanwhile; then this effect has ended.
      if (known) void room.sync.submit();
      else timer = setTimeout(() => void settle(), AGAIN);
    };
    void settle();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [timeUp, room]);
  return { timeUp, onEnd };
}
