import { useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import type { components } from '../../../shared/api/schema.js';
import { tagOf } from '../../office-kit/etag.js';

export type FlaggedQuestion = components['schemas']['FlaggedQuestionDto'];
export type FlagCounts = components['schemas']['FlagCountsDto'];

/** Of one bank; nothing for an account over many organisations that has named none. */
export function useFlagCounts(organisationId: string | null | undefined) {
  return useQuery({
    queryKey: ['office', 'questions', 'flag-counts', organisationId],
    queryFn: ({ signal }) => api.get<FlagCounts>('/question-flag-counts', { query: { organisationId }, signal }),
    enabled: Boolean(organisationId),
  });
}

export const handleFlags = (question: FlaggedQuestion, note: string): Promise<unknown> =>
  api.put(`/question-flags/${question.versionId}/handling`, { body: { note }, ifMatch: tagOf(question.version) });
