import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { sessionKey } from '../../shared/api/query-client.js';
import type { BadgeSignInDto, CurrentSession, KioskSignInDto } from '../../shared/api/types.js';

export type Entry = KioskSignInDto | BadgeSignInDto;

/** Signs in at a shared device, by name or by badge. */
export function useKioskEntry(onRefused?: (error: unknown) => void): UseMutationResult<CurrentSession, Error, Entry> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Entry) =>
      api.post<CurrentSession>('badge' in body ? '/kiosk/sessions/by-badge' : '/kiosk/sessions', { body }),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
    onError: (error) => onRefused?.(error),
  });
}
