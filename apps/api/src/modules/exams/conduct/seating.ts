import { createHash } from 'node:crypto';

/** 排座. Pure: the same people, rooms and seed give the same seats, so that the session's log proves how they were given. */

export const SEATING_ORDERS = ['order', 'random', 'apart'] as const;
/**
 * order: by unit and name. random: by lot. apart: by lot, with people of one unit not next to each other wherever that can be
 * avoided.
 */
export type SeatingOrder = (typeof SEATING_ORDERS)[number];

export interface ToSeat {
  readonly personId: string;
  readonly name: string;
  /** 班组 or 部门; null when he is employed nowhere now. */
  readonly unitId: string | null;
  readonly unitName: string;
}

export interface SeatingRoom {
  readonly id: string;
  /** null: as many as come. */
  readonly capacity: number | null;
}

export interface Seat {
  readonly personId: string;
  readonly roomId: string;
  /** From 1 in each room; seats that follow each other are neighbours. */
  readonly seat: number;
}

/** How many of `people` each room takes: given capacities are filled first, the rest is shared evenly. Null: too few seats. */
export function shareOut(people: number, rooms: readonly SeatingRoom[]): number[] | null {
  const limited = rooms.reduce((sum, room) => sum + (room.capacity ?? 0), 0);
  let open = rooms.filter((room) => room.capacity === null).length;
  if (open === 0 && limited < people) return null;
  let overflow = Math.max(0, people - limited);
  let left = people - overflow;
  return rooms.map((room) => {
    if (room.capacity !== null) {
      const here = Math.min(room.capacity, left);
      left -= here;
      return here;
    }
    const here = Math.ceil(overflow / open);
    open -= 1;
    overflow -= here;
    return here;
  });
}

/** Seats for all; null when the rooms have too few. */
export function seatPeople(
  people: readonly ToSeat[],
  rooms: readonly SeatingRoom[],
  by: SeatingOrder,
  seed: string,
): Seat[] | null {
  const sizes = shareOut(people.length, rooms);
  if (!sizes) return null;
  const lots = new Map(people.map(({ personId }) => [personId, lotOf(seed, personId)]));
  const byLot = people.toSorted((a, b) => compare(lots.get(a.personId), lots.get(b.personId)));
  const line =
    by === 'order'
      ? people.toSorted(
          (a, b) => collate(a.unitName, b.unitName) || collate(a.name, b.name) || compare(a.personId, b.personId),
        )
      : by === 'random'
        ? byLot
        : spread(byLot, sizes);
  let next = 0;
  return rooms.flatMap((room, index) =>
    line
      .slice(next, (next += sizes[index] ?? 0))
      .map((person, seat): Seat => ({ personId: person.personId, roomId: room.id, seat: seat + 1 })),
  );
}

/**
 * Each seat goes to the unit that has most people left and is not the one before: the classic argument shows that nobody sits
 * beside his own unit unless one unit is more than half of those still to be seated. A room begins with no one before.
 */
function spread(people: readonly ToSeat[], sizes: readonly number[]): ToSeat[] {
  const units = new Map<string, ToSeat[]>();
  for (const person of people) {
    // Whoever belongs to no unit is a unit of his own.
    const unit = person.unitId ?? person.personId;
    units.set(unit, [...(units.get(unit) ?? []), person]);
  }
  const line: ToSeat[] = [];
  for (const size of sizes) {
    let before: string | null = null;
    for (let seat = 0; seat < size; seat += 1) {
      const unit: string | null = largest(units, before) ?? before;
      const person = unit === null ? undefined : units.get(unit)?.shift();
      if (unit === null || !person) return line;
      if (units.get(unit)?.length === 0) units.delete(unit);
      line.push(person);
      before = unit;
    }
  }
  return line;
}

function largest(units: ReadonlyMap<string, readonly ToSeat[]>, except: string | null): string | null {
  let best: string | null = null;
  let most = 0;
  for (const [unit, people] of units) {
    if (unit === except || people.length <= most) continue;
    best = unit;
    most = people.length;
  }
  return best;
}

function lotOf(seed: string, personId: string): string {
  return createHash('sha256').update(`${seed} ${personId}`).digest('hex');
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const collator = new Intl.Collator('zh-CN');
const collate = (a: string, b: string): number => collator.compare(a, b);
