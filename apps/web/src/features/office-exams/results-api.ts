import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { components } from '../../shared/api/schema.js';

type Schemas = components['schemas'];
export type QuestionResults = Schemas['QuestionResultsDto'];
export type QuestionResult = Schemas['QuestionResultDto'];
export type UnitResults = Schemas['UnitResultsDto'];
export type ChasedPerson = Schemas['ChasedPersonDto'];
export type AttemptReview = Schemas['AttemptReviewDto'];
export type RegradeProposal = Schemas['RegradeProposalDto'];
export type RegradePreview = Schemas['RegradePreviewDto'];
export type Regrade = Schemas['RegradeDto'];
export type RegradeDetail = Schemas['RegradeDetailDto'];
export type RegradeChange = Schemas['RegradeChangeDto'];

export function useQuestionResults(examId: string) {
  return useQuery({
    queryKey: ['office', 'exams', 'question-results', examId],
    queryFn: ({ signal }) => api.get<QuestionResults>(`/exam-sessions/${examId}/question-results`, { signal }),
  });
}

export function useUnitResults(examId: string) {
  return useQuery({
    queryKey: ['office', 'exams', 'unit-results', examId],
    queryFn: ({ signal }) => api.get<UnitResults>(`/exam-sessions/${examId}/unit-results`, { signal }),
  });
}

/** Asking is put on record, so it is asked once and kept. */
export function useAttemptReview(attemptId: string) {
  return useQuery({
    queryKey: ['office', 'exam-reviews', attemptId],
    queryFn: ({ signal }) => api.get<AttemptReview>(`/exam-attempts/${attemptId}/review`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A correction with what it would do; while it is carried out, looked at again every second. */
export function useRegrade(id: string, live: boolean) {
  return useQuery({
    queryKey: ['office', 'exams', 'regrade', id, live],
    queryFn: ({ signal }) => api.get<RegradeDetail>(`/exam-regrades/${id}`, { signal }),
    refetchInterval: (query) => (live && query.state.data?.status === 'applying' ? 1_000 : false),
  });
}

export const previewRegrade = (examId: string, body: RegradeProposal): Promise<RegradePreview> =>
  api.post<RegradePreview>(`/exam-sessions/${examId}/regrade-previews`, { body });

export const requestRegrade = (examId: string, body: RegradeProposal & { reason: string }): Promise<RegradeDetail> =>
  api.post<RegradeDetail>(`/exam-sessions/${examId}/regrades`, { body });

export const decideRegrade = (
  id: string,
  deed: 'approval' | 'rejection' | 'withdrawal',
  note: string,
): Promise<RegradeDetail> => api.post<RegradeDetail>(`/exam-regrades/${id}/${deed}`, { body: note ? { note } : {} });
