import { useQuery } from '@tanstack/react-query';
import { api } from '../client.js';
import type { Certificate, Page } from '../types.js';

export const myCertificatesKey = ['my', 'certificates'] as const;

/** The certificates issued to me. */
export function useMyCertificates() {
  return useQuery({
    queryKey: myCertificatesKey,
    queryFn: async ({ signal }) =>
      (await api.get<Page<Certificate>>('/my/certificates', { query: { limit: 50 }, signal })).items,
  });
}
