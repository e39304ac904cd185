export const SEATINGS = ['neighbours', 'same-room', 'apart'] as const;
export type Seating = (typeof SEATINGS)[number];

interface Seated {
  readonly personId: string;
  readonly roomName: string | null;
  readonly seat: number | null;
}

/** Where two people sat to each other; null: more or fewer than two, or without a room. Pure. */
export function seatingOf(people: readonly Seated[]): Seating | null {
  const [one, other, third] = people;
  if (!one || !other || third || one.personId === other.personId) return null;
  // Names of rooms are unique within an exam.
  if (one.roomName === null || other.roomName === null) return null;
  if (one.roomName !== other.roomName) return 'apart';
  return one.seat !== null && other.seat !== null && Math.abs(one.seat - other.seat) === 1 ? 'neighbours' : 'same-room';
}
