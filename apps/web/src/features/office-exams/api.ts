import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { Blueprint, ExamSession, ExamSessionInput } from '../../shared/api/types.js';
import { tagOf } from '../office-kit/etag.js';

/** How an exam went: people by their best attempt, bands in percent of the total, the most often wrong questions first. */
export interface ExamSummary {
  readonly entries: number;
  readonly notStarted: number;
  readonly inProgress: number;
  readonly passed: number;
  readonly failed: number;
  readonly distribution: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  readonly questions: readonly {
    readonly questionId: string;
    readonly stem: string;
    readonly drawn: number;
    readonly right: number;
  }[];
}

export const readExam = (id: string, signal?: AbortSignal): Promise<ExamSession> =>
  api.get<ExamSession>(`/exam-sessions/${id}`, { signal });

export function useExam(id: string | undefined) {
  return useQuery({
    queryKey: ['office', 'exams', 'one', id],
    queryFn: ({ signal }) => readExam(id ?? '', signal),
    enabled: Boolean(id),
  });
}

export function useExamSummary(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['office', 'exams', 'summary', id],
    queryFn: ({ signal }) => api.get<ExamSummary>(`/exam-sessions/${id}/summary`, { signal }),
    enabled,
    refetchInterval: 30_000,
  });
}

export const addExam = (body: ExamSessionInput): Promise<ExamSession> =>
  api.post<ExamSession>('/exam-sessions', { body });

export const replaceExam = (id: string, body: ExamSessionInput, version: number | undefined): Promise<ExamSession> =>
  api.put<ExamSession>(`/exam-sessions/${id}`, { body, ifMatch: tagOf(version) });

export const deleteExam = (id: string): Promise<unknown> => api.delete(`/exam-sessions/${id}`);

export const publishExam = (id: string): Promise<ExamSession> =>
  api.post<ExamSession>(`/exam-sessions/${id}/publication`, { body: {} });

export const cancelExam = (id: string, reason: string): Promise<unknown> =>
  api.post(`/exam-sessions/${id}/cancellation`, { body: { reason } });

export interface BlueprintCheck {
  readonly feasible: boolean;
  readonly shortages: readonly {
    readonly stratumIndexes: readonly number[];
    readonly required: number;
    readonly available: number;
    readonly message: string;
  }[];
  readonly available: readonly { readonly stratumIndex: number; readonly available: number }[];
}

/** Can the bank meet this blueprint? Asked again whenever the rules change. */
export function useBlueprintCheck(organisationId: string | null | undefined, blueprint: Blueprint) {
  return useQuery({
    queryKey: ['office', 'exams', 'check', organisationId, JSON.stringify(blueprint)],
    queryFn: ({ signal }) =>
      api.post<BlueprintCheck>('/blueprint-checks', {
        body: { ...(organisationId ? { organisationId } : {}), blueprint },
        signal,
      }),
    enabled: blueprint.strata.length > 0,
    placeholderData: (before) => before,
    staleTime: 5_000,
  });
}
