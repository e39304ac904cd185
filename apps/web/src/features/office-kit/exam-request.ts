import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { ExamSession } from '../../shared/api/types.js';

export const readExam = (id: string, signal?: AbortSignal): Promise<ExamSession> =>
  api.get<ExamSession>(`/exam-sessions/${id}`, { signal });

/** One exam, for the pages that arrange it and those that look after it. */
export function useExam(id: string | undefined) {
  return useQuery({
    queryKey: ['office', 'exams', 'one', id],
    queryFn: ({ signal }) => readExam(id ?? '', signal),
    enabled: Boolean(id),
  });
}
