import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';

interface Facets {
  readonly knowledgePoints: readonly { readonly value: string; readonly count: number }[];
}

/** The knowledge points of the bank, to build rules from. */
export function useFacets(organisationId: string | null | undefined) {
  return useQuery({
    queryKey: ['office', 'questions', 'facets', organisationId],
    queryFn: ({ signal }) => api.get<Facets>('/question-facets', { query: { organisationId }, signal }),
  });
}
