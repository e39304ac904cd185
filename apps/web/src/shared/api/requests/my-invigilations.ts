import { useQuery } from '@tanstack/react-query';
import { api } from '../client.js';
import type { components } from '../schema.js';
import type { Page } from '../types.js';

export type MyInvigilation = components['schemas']['MyInvigilationDto'];

/** The exams that name this account as invigilator, whatever its roles are. */
export function useMyInvigilations() {
  return useQuery({
    queryKey: ['my', 'invigilations'],
    queryFn: ({ signal }) => api.get<Page<MyInvigilation>>('/my/invigilations', { signal }).then((page) => page.items),
    staleTime: 60_000,
  });
}
