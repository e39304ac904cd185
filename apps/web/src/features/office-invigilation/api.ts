import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { components } from '../../shared/api/schema.js';
import type { Page } from '../../shared/api/types.js';
import { tagOf } from '../office-kit/etag.js';
import { readAll } from '../office-kit/references.js';

type Schemas = components['schemas'];
export type Board = Schemas['BoardDto'];
export type Candidate = Schemas['BoardCandidateDto'];
export type SessionEvent = Schemas['SessionEventDto'];
export type CandidateEvent = Schemas['CandidateEventDto'];
export type Rooms = Schemas['RoomsDto'];
export type RoomsInput = Schemas['RoomsInput'];
export type Seat = Schemas['SeatDto'];
export type SeatingOrder = Schemas['SeatingInput']['by'];
export type InvigilatorOption = Schemas['InvigilatorOptionDto'];

const at = (examId: string, path: string): string => `/exam-sessions/${examId}/${path}`;

export const readBoard = (examId: string, roomId: string | null, signal: AbortSignal): Promise<Board> =>
  api.get<Board>(at(examId, 'board'), { query: { roomId }, signal });

/** Adds minutes, or takes back less than zero; without people: to everybody. */
export const extendTime = (
  examId: string,
  minutes: number,
  reason: string,
  personIds?: string[],
): Promise<Schemas['ExtendedDto']> =>
  api.post(at(examId, 'extensions'), { body: { minutes, reason, ...(personIds ? { personIds } : {}) } });

export const pauseExam = (examId: string, reason: string): Promise<void> =>
  api.post(at(examId, 'pause'), { body: { reason } });

export const resumeExam = (examId: string): Promise<void> => api.post(at(examId, 'resumption'), { body: {} });

export const noteIncident = (examId: string, text: string, personId?: string): Promise<void> =>
  api.post(at(examId, 'incidents'), { body: { text, ...(personId ? { personId } : {}) } });

export const forceSubmit = (examId: string, personId: string, reason: string): Promise<Schemas['ForcedDto']> =>
  api.post(at(examId, 'force-submissions'), { body: { personIds: [personId], reason } });

export const resetDevice = (examId: string, personId: string, reason: string): Promise<void> =>
  api.post(at(examId, 'device-resets'), { body: { personId, reason } });

export const changeAccessCode = (examId: string, accessCode: string | null): Promise<void> =>
  api.put(at(examId, 'access-code'), { body: { accessCode } });

export const eventsPath = (examId: string): string => at(examId, 'events');

/** The newest 200 of a candidate's own log; `version` changes when there may be something new. */
export function useCandidateEvents(examId: string, candidate: Candidate) {
  const version = [candidate.attemptId, candidate.status, candidate.signals, candidate.deadline, candidate.device];
  return useQuery({
    queryKey: ['office', 'board', examId, 'candidate', candidate.personId, ...version],
    queryFn: ({ signal }) =>
      api
        .get<Page<CandidateEvent>>(at(examId, `candidates/${candidate.personId}/events`), {
          query: { limit: 200 },
          signal,
        })
        .then((page) => page.items),
    placeholderData: (before, query) => (query?.queryKey[4] === candidate.personId ? before : undefined),
  });
}

/** The newest 200 of the session's log, of which a candidate's panel shows what names him. */
export function useSessionEvents(examId: string, revision: number) {
  return useQuery({
    queryKey: ['office', 'board', examId, 'events', revision],
    queryFn: ({ signal }) =>
      api.get<Page<SessionEvent>>(eventsPath(examId), { query: { limit: 200 }, signal }).then((page) => page.items),
    placeholderData: (before) => before,
  });
}

export const roomsKey = (examId: string) => ['office', 'exams', 'rooms', examId] as const;

export function useRooms(examId: string) {
  return useQuery({
    queryKey: roomsKey(examId),
    queryFn: ({ signal }) => api.get<Rooms>(at(examId, 'rooms'), { signal }),
  });
}

export const saveRooms = (examId: string, body: RoomsInput, version: number): Promise<Rooms> =>
  api.put(at(examId, 'rooms'), { body, ifMatch: tagOf(version) });

export function useInvigilatorOptions(examId: string, q: string, enabled: boolean) {
  return useQuery({
    queryKey: ['office', 'exams', 'invigilator-options', examId, q],
    queryFn: ({ signal }) =>
      api
        .get<Page<InvigilatorOption>>(at(examId, 'invigilator-options'), { query: { q, limit: 50 }, signal })
        .then((page) => page.items),
    enabled,
    placeholderData: (before) => before,
  });
}

export const seatingKey = (examId: string) => ['office', 'exams', 'seating', examId] as const;

export function useSeating(examId: string, enabled: boolean) {
  return useQuery({
    queryKey: seatingKey(examId),
    queryFn: ({ signal }) => readAll<Seat>(at(examId, 'seating'), {}, signal, Number.POSITIVE_INFINITY),
    enabled,
  });
}

export const assignSeats = (examId: string, by: SeatingOrder): Promise<void> =>
  api.post(at(examId, 'seating'), { body: { by } });

/** Into a room, at its first free seat. */
export const giveSeat = (examId: string, personId: string, roomId: string): Promise<void> =>
  api.put(at(examId, `seating/${personId}`), { body: { roomId } });
