import { useCallback, useEffect, useState } from 'react';
import type { OpenRoom } from './open-room.js';
import { useAttemptState } from './use-exam-room.js';

/**
 * What happens at zero: the room locks and the answers given so far are handed in. `timeUp` holds for the deadline it was reached
 * for, so added time unlocks the room by itself.
 */
export function useTimeUp(room: OpenRoom): { timeUp: boolean; onEnd: () => void } {
  const { deadline, status } = useAttemptState(room.watch);
  const [reached, setReached] = useState<string | null>(null);
  const timeUp = reached === deadline && status === 'open';
  const onEnd = useCallback(() => setReached(room.watch.state().deadline), [room]);
  useEffect(() => {
    if (timeUp) room.timeIsUp();
  }, [timeUp, room]);
  return { timeUp, onEnd };
}
