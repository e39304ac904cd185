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

export interface BlueprintShortage {
  readonly stratumIndexes: readonly number[];
  readonly required: number;
  readonly available: number;
  readonly rule: 'strata' | 'required' | 'criteria' | 'overlap' | 'posts';
  /** How many candidates it concerns; null: all of them. */
  readonly people: number | null;
  /** Questions that would lessen it and wait for a review, and those of them that this account has not written itself. */
  readonly waiting: number;
  readonly reviewable: number;
  readonly message: string;
}

export interface BlueprintCheck {
  readonly feasible: boolean;
  readonly shortages: readonly BlueprintShortage[];
  readonly available: readonly { readonly stratumIndex: number; readonly available: number }[];
}

/** What a check asks beside the rules: who is to come, and whether more than once. */
export type CheckedExam = Pick<
  ExamSessionInput,
  'organisationId' | 'purpose' | 'attemptsAllowed' | 'resitsAllowed' | 'entries'
>;

/** Can everybody on the list get a paper by this blueprint? Asked again whenever the rules change. */
export function useBlueprintCheck(exam: CheckedExam, blueprint: Blueprint) {
  const byPeople = blueprint.overlap !== undefined || blueprint.strata.some((stratum) => stratum.ownPost);
  const body = {
    ...(exam.organisationId ? { organisationId: exam.organisationId } : {}),
    blueprint,
    purpose: exam.purpose,
    retakes: exam.attemptsAllowed !== 1 || (exam.resitsAllowed ?? 0) > 0,
    ...(byPeople ? { entries: exam.entries.map(({ kind, id }) => ({ kind, id })) } : {}),
  };
  return useQuery({
    queryKey: ['office', 'exams', 'check', JSON.stringify(body)],
    queryFn: ({ signal }) => api.post<BlueprintCheck>('/blueprint-checks', { body, signal }),
    enabled: blueprint.strata.length > 0,
    placeholderData: (before) => before,
    staleTime: 5_000,
  });
}
