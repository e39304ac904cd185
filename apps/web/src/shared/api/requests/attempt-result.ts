import { useQuery } from '@tanstack/react-query';
import { api } from '../client.js';
import type { AttemptResult } from '../types.js';

export const resultKey = (attemptId: string) => ['attempt-result', attemptId] as const;

/**
 * The result of an attempt. A certificate follows by an event a moment later: `pollWhile` asks again every two seconds as long as
 * it says so.
 */
export function useAttemptResult(attemptId: string, pollWhile: (result: AttemptResult) => boolean = () => false) {
  return useQuery({
    queryKey: resultKey(attemptId),
    queryFn: ({ signal }) => api.get<AttemptResult>(`/exam-attempts/${attemptId}/result`, { signal }),
    refetchInterval: (query) => (query.state.data && pollWhile(query.state.data) ? 2_000 : false),
  });
}
