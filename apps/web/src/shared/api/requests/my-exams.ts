import { useQuery } from '@tanstack/react-query';
import { api } from '../client.js';
import type { MyExam, Page } from '../types.js';

export const myExamsKey = ['my', 'exam-sessions'] as const;

/** The exams and self-tests that are open to me, with what I may do; asked for as long as they are `wanted`. */
export function useMyExams(wanted = true) {
  return useQuery({
    queryKey: myExamsKey,
    enabled: wanted,
    queryFn: async ({ signal }) =>
      (await api.get<Page<MyExam>>('/my/exam-sessions', { query: { limit: 200 }, signal })).items,
  });
}
