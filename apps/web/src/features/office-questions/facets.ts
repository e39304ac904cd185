import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';

interface Facet {
  readonly value: string;
  readonly count: number;
}

export interface QuestionFacets {
  readonly types: readonly Facet[];
  readonly categories: readonly Facet[];
  readonly knowledgePoints: readonly Facet[];
  readonly posts: readonly { readonly id: string; readonly name: string; readonly count: number }[];
}

/** What the bank holds, counted: for filters and for the strata of a blueprint. */
export function useQuestionFacets(organisationId: string | null | undefined) {
  return useQuery({
    queryKey: ['office', 'questions', 'facets', organisationId],
    queryFn: ({ signal }) => api.get<QuestionFacets>('/question-facets', { query: { organisationId }, signal }),
  });
}
