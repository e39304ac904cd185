import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { forgetPerson } from '../offline/forget.js';
import { api } from './client.js';
import { Problem } from './problem.js';
import { sessionKey } from './query-client.js';
import type { CurrentSession, Role } from './types.js';

const deskRoles: ReadonlySet<Role> = new Set<Role>([
  'system_administrator',
  'auditor',
  'regulator',
  'inspector',
  'safety_officer',
  'lecturer',
]);

async function readSession(signal?: AbortSignal): Promise<CurrentSession | null> {
  try {
    return await api.get<CurrentSession>('/sessions/current', { signal });
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

/** The current session: `data` is `null` when nobody is signed in, `undefined` until known. */
export function useSession() {
  return useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => readSession(signal), staleTime: 60_000 });
}

/** The last session of a page that stays open while its account signs in again (the office). */
export const KeptSession = createContext<CurrentSession | null>(null);

/** The session inside guarded pages, where there always is one. Throws when used outside. */
export function useSignedIn(): CurrentSession {
  const kept = useContext(KeptSession);
  const session = useSession().data ?? kept;
  if (!session) throw new Error('useSignedIn is for pages behind the sign-in guard');
  return session;
}

/** May this account work in the office? Principals may, although their first page is the phone's. */
export function mayUseOffice(session: CurrentSession): boolean {
  return session.roles.some(({ role }) => deskRoles.has(role) || role === 'principal');
}

/** May this account learn? Only an account that belongs to a person on a roster. */
export function mayLearn(session: CurrentSession): boolean {
  return session.person !== null;
}

/** Where this account starts: desk roles in the office, everybody else at 「我的任务」. */
export function homeOf(session: CurrentSession): '/office' | '/home' {
  return !mayLearn(session) || session.roles.some(({ role }) => deskRoles.has(role)) ? '/office' : '/home';
}

/** Whose the things on this device are: the person's, or those of an account without one. */
export function ownerOf(session: CurrentSession): string {
  return session.person?.id ?? session.account;
}

/** Ends the session on the server and forgets everything that was read with it. Pending answers stay under their owner's key. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const session = client.getQueryData<CurrentSession | null>(sessionKey);
    try {
      await api.delete('/sessions/current');
    } catch (error) {
      if (!(error instanceof Problem && error.status === 401)) throw error;
    }
    if (session) await forgetPerson(ownerOf(session));
    client.clear();
    client.setQueryData(sessionKey, null);
  };
}
