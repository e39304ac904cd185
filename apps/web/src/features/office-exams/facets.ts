import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';

interface Facet {
  readonly value: string;
  readonly count: number;
}

interface Facets {
  readonly knowledgePoints: readonly Facet[];
}

/** The knowledge points of the bank, to build rules from. */
export function useFacets(organisationId: string | null | undefined) {
  return useQuery({
    queryKey: ['office', 'questions', 'facets', organisationId],
    queryFn: ({ signal }) => api.get<Facets>('/question-facets', { query: { organisationId }, signal }),
  });
}

/** Every point and every point above one, with the questions of it and all below, in the order of the paths. */
export function pointsWithin(facets: readonly Facet[]): Facet[] {
  const counts = new Map<string, number>();
  for (const { value, count } of facets) {
    const levels = value.split('/');
    for (let depth = 1; depth <= levels.length; depth += 1) {
      const path = levels.slice(0, depth).join('/');
      counts.set(path, (counts.get(path) ?? 0) + count);
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => a.value.localeCompare(b.value, 'zh-CN'));
}
