import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { handOver } from '../../shared/kiosk/hand-over.js';

/** 「下一位」: `waiting` is how many answers stand in the way; the page is loaded anew when none does. */
export function useHandOver(owner: string) {
  const [waiting, setWaiting] = useState(0);
  const leave = useMutation({ mutationFn: () => handOver(owner), onSuccess: setWaiting });
  return {
    start: () => leave.mutate(),
    waiting,
    error: leave.error,
    // Until the new page is there, nothing can be tapped.
    busy: leave.isPending || (leave.isSuccess && waiting === 0),
  };
}
