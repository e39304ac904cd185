import { useQuery } from '@tanstack/react-query';
import { api } from '../client.js';
import type { Certificate, Page } from '../types.js';

export const myCertificatesKey = ['my', 'certificates'] as const;

/**
 * The certificates issued to me. One follows an exam by an event a moment later: with `askAgain` the list is read anew every two
 * seconds as long as it says so.
 */
export function useMyCertificates(askAgain: (list: Certificate[]) => boolean = () => false) {
  return useQuery({
    queryKey: myCertificatesKey,
    queryFn: async ({ signal }) =>
      (await api.get<Page<Certificate>>('/my/certificates', { query: { limit: 50 }, signal })).items,
    refetchInterval: (query) => (askAgain(query.state.data ?? []) ? 2_000 : false),
    refetchOnMount: 'always',
  });
}
