import { useQuery } from '@tanstack/react-query';
import { api } from '../client.js';
import type { AttemptResult } from '../types.js';

export const resultKey = (attemptId: string) => ['attempt-result', attemptId] as const;

/** The result of an attempt, as far as it is released. */
export function useAttemptResult(attemptId: string) {
  return useQuery({
    queryKey: resultKey(attemptId),
    queryFn: ({ signal }) => api.get<AttemptResult>(`/exam-attempts/${attemptId}/result`, { signal }),
  });
}
