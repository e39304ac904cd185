import { api } from '../../shared/api/client.js';
import type { CreatePersonDto, EmploymentType, Person, PersonDetail, RosterImport } from '../../shared/api/types.js';
import { tagOf } from '../office-kit/etag.js';
import { upload } from '../office-kit/upload.js';

export const readPerson = (id: string, signal?: AbortSignal): Promise<PersonDetail> =>
  api.get<PersonDetail>(`/people/${id}`, { signal });

export const addPerson = (body: CreatePersonDto): Promise<Person> => api.post<Person>('/people', { body });

export interface PersonChange {
  readonly name: string;
  readonly phone?: string;
  readonly rosterRole: Person['rosterRole'];
}

export const changePerson = (id: string, body: PersonChange, version?: number): Promise<Person> =>
  api.patch<Person>(`/people/${id}`, { body, ifMatch: tagOf(version) });

export interface Placement {
  readonly unitId: string;
  readonly postIds: readonly string[];
  readonly on: string;
}

export const transferPerson = (id: string, body: Placement): Promise<unknown> =>
  api.post(`/people/${id}/transfer`, { body });

export const departPerson = (id: string, body: { on: string; reason: string }): Promise<unknown> =>
  api.post(`/people/${id}/departure`, { body });

export const returnPerson = (id: string, body: Placement & { employmentType: EmploymentType }): Promise<unknown> =>
  api.post(`/people/${id}/return`, { body });

export const revealPerson = (id: string, reason: string): Promise<{ idNumber: string; phone: string | null }> =>
  api.post<{ idNumber: string; phone: string | null }>(`/people/${id}/id-number-reveals`, { body: { reason } });

export function startRosterImport(
  file: File,
  organisationId: string | null,
  onProgress: (percent: number) => void,
): Promise<RosterImport> {
  const form = new FormData();
  // Fields go before the file, so that a streaming reader knows them when the file begins.
  if (organisationId) form.set('organisationId', organisationId);
  form.set('file', file);
  return upload<RosterImport>('/roster-imports', form, { onProgress });
}

export const confirmRosterImport = (id: string, leaveOut: number | undefined): Promise<RosterImport> =>
  api.post<RosterImport>(`/roster-imports/${id}/confirmation`, { body: leaveOut === undefined ? {} : { leaveOut } });
