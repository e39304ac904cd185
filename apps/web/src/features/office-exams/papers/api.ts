import { useQuery } from '@tanstack/react-query';
import { addressOf, api } from '../../../shared/api/client.js';
import type { components } from '../../../shared/api/schema.js';
import type { ExamEntry } from '../../../shared/api/types.js';
import { readAll } from '../../office-kit/references.js';
import { upload } from '../../office-kit/upload.js';
import type { KeyingSlot } from './keyed-line.js';

type Schemas = components['schemas'];

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
  readonly photos: readonly Schemas['PaperPhotoDto'][];
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

/** Somebody on the list, with where he sits and how he stands. */
export interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly unit: string;
  readonly room: string | null;
  readonly seat: number | null;
  readonly status: ExamEntry['status'];
}

export function useCandidates(examId: string, enabled: boolean) {
  return useQuery({
    queryKey: [...papersKey(examId), 'candidates'],
    queryFn: ({ signal }) => readCandidates(examId, signal),
    enabled,
  });
}

async function readCandidates(examId: string, signal: AbortSignal): Promise<Candidate[]> {
  const all = <T>(path: string): Promise<T[]> =>
    readAll<T>(`/exam-sessions/${examId}/${path}`, {}, signal, Number.POSITIVE_INFINITY);
  const [entries, seats, { rooms }] = await Promise.all([
    all<ExamEntry>('entries'),
    all<Schemas['SeatDto']>('seating'),
    api.get<Schemas['RoomsDto']>(`/exam-sessions/${examId}/rooms`, { signal }),
  ]);
  const seatOf = new Map(seats.map((seat) => [seat.personId, seat]));
  const nameOf = new Map(rooms.map((room) => [room.id, room.name]));
  return entries.map(({ personId, name, unitPath, enterpriseName, status }) => {
    const seat = seatOf.get(personId);
    return {
      personId,
      name,
      unit: unitPath || enterpriseName,
      room: (seat?.roomId && nameOf.get(seat.roomId)) || null,
      seat: seat?.seat ?? null,
      status,
    };
  });
}

export type PaperJob = Schemas['PaperJobDto'];

const JOBS_SHOWN = 5;
const ASK_AGAIN_MS = 1_000;
const jobsPath = (examId: string): string => `/exam-sessions/${examId}/paper-jobs`;
export const jobFilePath = (examId: string, jobId: string): string => `${jobsPath(examId)}/${jobId}/file`;
export const jobsKey = (examId: string): readonly string[] => ['office', 'exam-paper-jobs', examId];
export const isUnderWay = ({ status }: PaperJob): boolean => status === 'waiting' || status === 'running';

/** The newest files of papers; asked for again while one is being made. */
export function usePaperJobs(examId: string, enabled: boolean) {
  return useQuery({
    queryKey: jobsKey(examId),
    queryFn: ({ signal }) =>
      api
        .get<{ items: PaperJob[] }>(jobsPath(examId), { query: { limit: JOBS_SHOWN }, signal })
        .then(({ items }) => items),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? ASK_AGAIN_MS : false),
    enabled,
  });
}

/** `paperIds`: unset, all of the exam that are not void. */
export const collectPapers = (examId: string, paperIds?: readonly string[]): Promise<PaperJob> =>
  api.post<PaperJob>(jobsPath(examId), { body: paperIds ? { paperIds } : {} });

export const cancelJob = (examId: string, jobId: string): Promise<PaperJob> =>
  api.post<PaperJob>(`${jobsPath(examId)}/${jobId}/cancellation`, { body: {} });

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

/** Where a photo of the sheet is shown. */
export const photoAddress = (number: string, id: string): string => addressOf(`${paperPath(number)}/photos/${id}`);

export function addPhoto(number: string, file: File): Promise<unknown> {
  const form = new FormData();
  form.append('file', file);
  return upload(`${paperPath(number)}/photos`, form);
}
