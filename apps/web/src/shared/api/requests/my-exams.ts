import { useQuery } from '@tanstack/react-query';
import { api } from '../client.js';
import type { MyExam, Page } from '../types.js';

export const myExamsKey = ['my', 'exam-sessions'] as const;

/** The exams and self-tests that are open to me, with what I may do. */
export function useMyExams() {
  return useQuery({
    queryKey: myExamsKey,
    queryFn: async ({ signal }) =>
      (await api.get<Page<MyExam>>('/my/exam-sessions', { query: { limit: 200 }, signal })).items,
  });
}
