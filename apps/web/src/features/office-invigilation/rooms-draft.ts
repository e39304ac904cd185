import type { Rooms, RoomsInput } from './api.js';

/** Rooms as they are being typed. Pure. */

export interface Named {
  readonly accountId: string;
  readonly name: string;
}
export interface RoomDraft {
  readonly key: string;
  readonly id: string | null;
  readonly name: string;
  readonly capacity: number | null;
  readonly entries: number;
  readonly invigilators: readonly Named[];
}
export interface RoomsDraft {
  readonly rooms: readonly RoomDraft[];
  readonly invigilators: readonly Named[];
}

export function draftOf(stored: Rooms): RoomsDraft {
  return { rooms: stored.rooms.map((room) => ({ ...room, key: room.id })), invigilators: stored.invigilators };
}

export function inputOf(draft: RoomsDraft): RoomsInput {
  const ids = (named: readonly Named[]): string[] => named.map(({ accountId }) => accountId);
  return {
    rooms: draft.rooms.map((room) => ({
      ...(room.id ? { id: room.id } : {}),
      name: room.name.trim(),
      capacity: room.capacity,
      invigilatorAccountIds: ids(room.invigilators),
    })),
    invigilatorAccountIds: ids(draft.invigilators),
  };
}

/** Seats of all rooms together; `null` when one of them takes whoever comes. */
export function placesOf(rooms: readonly Pick<RoomDraft, 'capacity'>[]): number | null {
  return rooms.some(({ capacity }) => capacity === null)
    ? null
    : rooms.reduce((sum, { capacity }) => sum + (capacity ?? 0), 0);
}
