import { useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import type { ExamEntry } from '../../../shared/api/types.js';
import { readAll } from '../../office-kit/references.js';
import type { KeyingSlot } from './keyed-line.js';

export interface PrintedPaper {
  readonly id: string;
  readonly number: string;
  readonly personId: string;
  readonly status: 'printed' | 'differs' | 'keyed' | 'void' | 'closed';
  readonly name: string;
  readonly unit: string;
  readonly room: string | null;
  readonly seat: number | null;
  readonly printedAt: string;
  readonly dueAt: string;
  readonly overdue: boolean;
  readonly reason: string | null;
  readonly keyings: readonly { readonly no: number; readonly name: string; readonly finished: boolean }[];
}

export interface Keyed {
  readonly slot: number;
  readonly choice: readonly string[];
}

export interface KeyingForm extends PrintedPaper {
  readonly examSessionId: string;
  readonly title: string;
  readonly slots: readonly KeyingSlot[];
  readonly mine: { readonly no: number; readonly finished: boolean; readonly answers: readonly Keyed[] } | null;
  readonly differences: readonly {
    readonly slot: number;
    readonly first: readonly string[];
    readonly second: readonly string[];
  }[];
}

export interface Printed {
  readonly papers: readonly { readonly id: string; readonly number: string; readonly personId: string }[];
  readonly skipped: readonly { readonly personId: string; readonly name: string; readonly because: string }[];
}

/** As many as one request takes. */
export const PAPERS_AT_ONCE = 50;

export const papersPath = (examId: string): string => `/exam-sessions/${examId}/printed-papers`;
export const papersKey = (examId: string): readonly string[] => ['office', 'exam-papers', examId];
const paperPath = (number: string): string => `/printed-papers/${encodeURIComponent(number)}`;

export function useAllPapers(examId: string) {
  return useQuery({
    queryKey: papersKey(examId),
    queryFn: ({ signal }) => readAll<PrintedPaper>(papersPath(examId), {}, signal, Number.POSITIVE_INFINITY),
  });
}

export function useNotStarted(examId: string, enabled: boolean) {
  return useQuery({
    queryKey: [...papersKey(examId), 'not-started'],
    queryFn: ({ signal }) =>
      readAll<ExamEntry>(
        `/exam-sessions/${examId}/entries`,
        { status: 'not_started' },
        signal,
        Number.POSITIVE_INFINITY,
      ),
    enabled,
  });
}

export const printPapers = (examId: string, personIds: readonly string[]): Promise<Printed> =>
  api.post<Printed>(papersPath(examId), { body: { personIds } });

export const readPapersFile = (
  examId: string,
  paperIds: readonly string[],
): Promise<{ blob: Blob; name: string | null }> =>
  api.file(`${papersPath(examId)}/file`, { query: { paperIds: paperIds.join() } });

export const reprintPaper = (number: string, reason: string): Promise<unknown> =>
  api.post(`${paperPath(number)}/reprint`, { body: { reason } });

export const cancelPaper = (number: string, reason: string): Promise<unknown> =>
  api.post(`${paperPath(number)}/cancellation`, { body: { reason } });

export const closePaper = (number: string, reason: string): Promise<unknown> =>
  api.post(`${paperPath(number)}/closure`, { body: { reason } });

export const keyingKey = (number: string): readonly string[] => ['office', 'exam-keying', number];

export function useKeyingForm(number: string) {
  return useQuery({
    queryKey: keyingKey(number),
    queryFn: ({ signal }) => api.get<KeyingForm>(paperPath(number), { signal }),
    refetchOnWindowFocus: false,
  });
}

export const saveKeying = (number: string, answers: readonly Keyed[], finished: boolean): Promise<KeyingForm> =>
  api.put<KeyingForm>(`${paperPath(number)}/keying`, { body: { answers, finished } });

export const settlePaper = (number: string, answers: readonly Keyed[]): Promise<KeyingForm> =>
  api.post<KeyingForm>(`${paperPath(number)}/settlement`, { body: { answers } });
