import { useQuery } from '@tanstack/react-query';
import { api } from '../client.js';
import type { MyAttempt, Page } from '../types.js';

export const myAttemptsKey = ['my', 'exam-attempts'] as const;

/** My attempts, newest first. */
export function useMyAttempts() {
  return useQuery({
    queryKey: myAttemptsKey,
    queryFn: async ({ signal }) =>
      (await api.get<Page<MyAttempt>>('/my/exam-attempts', { query: { limit: 50 }, signal })).items,
  });
}
