import { useQuery } from '@tanstack/react-query';
import type { QuestionBank } from '../../shared/api/types.js';
import { readBank } from './api.js';

/** The bank's settings and what waits in it; nothing for an account over many organisations that has named none. */
export function useBank(organisationId: string | null | undefined) {
  return useQuery<QuestionBank>({
    queryKey: ['office', 'questions', 'bank', organisationId],
    queryFn: ({ signal }) => readBank(organisationId ?? null, signal),
    enabled: Boolean(organisationId),
  });
}
