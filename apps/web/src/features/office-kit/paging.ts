import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Page } from '../../shared/api/types.js';
import { api } from '../../shared/api/client.js';
import type { QueryValue } from '../../shared/api/client.js';

/** Rows of one answer (contract.md 5: cursor paging). */
export const PAGE_SIZE = 50;

/** The pages read so far, joined; how many rows stand where, and whether there are more. */
export interface PagedList<T> {
  readonly items: readonly T[];
  readonly pending: boolean;
  readonly error: unknown;
  readonly more: boolean;
  readonly loadingMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** A cursor-paged list; the key's first parts name the noun, so that a change can invalidate every filter of it. */
export function usePagedList<T>(
  noun: string,
  path: string,
  query: Record<string, QueryValue> = {},
  options: { enabled?: boolean; limit?: number } = {},
): PagedList<T> {
  const limit = options.limit ?? PAGE_SIZE;
  const result = useInfiniteQuery({
    queryKey: ['office', noun, path, query, limit],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<T>>(path, { query: { ...query, limit, cursor: pageParam || undefined }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: options.enabled ?? true,
    placeholderData: (before) => before,
  });
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data]);
  return {
    items,
    pending: result.isPending && (options.enabled ?? true),
    error: result.error,
    more: result.hasNextPage,
    loadingMore: result.isFetchingNextPage,
    loadMore: () => void result.fetchNextPage(),
    retry: () => void result.refetch(),
  };
}
