import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { QueryValue } from '../../shared/api/client.js';
import type { Organisation, OrganisationNode, Page, Person, Post, Region } from '../../shared/api/types.js';

/** Lists that forms choose from are small; they are read whole, page by page, up to this many rows. */
const WHOLE = 1000;

/** Reads a cursor-paged list to its end (at most `most` rows). */
export async function readAll<T>(
  path: string,
  query: Record<string, QueryValue>,
  signal?: AbortSignal,
  most = WHOLE,
): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await api.get<Page<T>>(path, { query: { ...query, limit: 200, cursor }, signal });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor && found.length < most);
  return found;
}

export interface Field {
  readonly code: string;
  readonly name: string;
}

/** Supervision fields 行业领域. */
export function useFields() {
  return useQuery({
    queryKey: ['office', 'fields'],
    queryFn: ({ signal }) => readAll<Field>('/fields', {}, signal),
    staleTime: 600_000,
  });
}

/** Enterprises and government units whose name contains `q`. */
export function useOrganisationSearch(q: string, kind?: string) {
  return useQuery({
    queryKey: ['office', 'organisations', 'search', q, kind],
    queryFn: ({ signal }) =>
      api
        .get<Page<Organisation>>('/organisations', { query: { q, kind, limit: 50 }, signal })
        .then((page) => page.items),
    placeholderData: (before) => before,
  });
}

export function useOrganisation(id: string | null | undefined) {
  return useQuery({
    queryKey: ['office', 'organisations', 'one', id],
    queryFn: ({ signal }) => api.get<Organisation>(`/organisations/${id}`, { signal }),
    enabled: Boolean(id),
  });
}

export function useOrganisationTree(id: string | null | undefined) {
  return useQuery({
    queryKey: ['office', 'organisations', 'tree', id],
    queryFn: ({ signal }) => api.get<OrganisationNode>(`/organisations/${id}/tree`, { signal }),
    enabled: Boolean(id),
  });
}

export function usePosts(organisationId: string | null | undefined) {
  return useQuery({
    queryKey: ['office', 'posts', 'all', organisationId],
    queryFn: ({ signal }) => readAll<Post>('/posts', { organisationId }, signal),
  });
}

export function usePeopleSearch(q: string, organisationId: string | null | undefined) {
  return useQuery({
    queryKey: ['office', 'people', 'search', q, organisationId],
    queryFn: ({ signal }) =>
      api
        .get<Page<Person>>('/people', { query: { q, organisationId, status: 'active', limit: 30 }, signal })
        .then((page) => page.items),
    placeholderData: (before) => before,
  });
}

/** Regions below `parent`; without one, the topmost that the account may see. */
export function readRegions(parent?: string): Promise<Region[]> {
  return readAll<Region>('/regions', { parent });
}

export function useRegions(parent?: string, enabled = true) {
  return useQuery({
    queryKey: ['office', 'regions', parent ?? ''],
    queryFn: () => readRegions(parent),
    enabled,
    staleTime: 600_000,
  });
}

export function useRegion(code: string | undefined) {
  return useQuery({
    queryKey: ['office', 'regions', 'one', code],
    queryFn: ({ signal }) => api.get<Region>(`/regions/${code}`, { signal }),
    enabled: Boolean(code),
    staleTime: 600_000,
  });
}
