import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEATING_ORDERS, seatPeople, shareOut, type SeatingRoom, type ToSeat } from './seating.js';

const person = (n: number, unit: string | null): ToSeat => ({
  personId: `person-${String(n).padStart(4, '0')}`,
  name: `人员${n}`,
  unitId: unit,
  unitName: unit ?? '',
});
const people = fc
  .array(fc.constantFrom('甲班', '乙班', '丙班', null), { maxLength: 80 })
  .map((units) => units.map((unit, n) => person(n, unit)));
const rooms = fc
  .array(fc.option(fc.integer({ min: 1, max: 30 })), { minLength: 1, maxLength: 5 })
  .map((capacities) => capacities.map((capacity, n): SeatingRoom => ({ id: `room-${n}`, capacity })));

describe('seating', () => {
  it('seats everybody once, in rooms that are large enough, or says that they are not', () => {
    fc.assert(
      fc.property(people, rooms, fc.constantFrom(...SEATING_ORDERS), fc.string(), (all, places, by, seed) => {
        const seats = seatPeople(all, places, by, seed);
        const enough =
          places.some((room) => room.capacity === null) ||
          places.reduce((n, room) => n + (room.capacity ?? 0), 0) >= all.length;
        expect(seats !== null).toBe(enough);
        if (!seats) return;
        expect(seats.map((seat) => seat.personId).toSorted()).toEqual(all.map((one) => one.personId).toSorted());
        for (const room of places) {
          const here = seats.filter((seat) => seat.roomId === room.id).map((seat) => seat.seat);
          expect(here).toEqual(here.map((_, index) => index + 1));
          if (room.capacity !== null) expect(here.length).toBeLessThanOrEqual(room.capacity);
        }
        expect(seatPeople(all.toReversed(), places, by, seed)).toEqual(seats);
      }),
    );
  });

  it('apart: nobody sits beside his unit as long as no unit is more than half', () => {
    fc.assert(
      fc.property(people, fc.string(), (all, seed) => {
        const most = Math.max(
          0,
          ...['甲班', '乙班', '丙班'].map((unit) => all.filter((one) => one.unitId === unit).length),
        );
        fc.pre(most <= Math.ceil(all.length / 2));
        const seats = seatPeople(all, [{ id: 'hall', capacity: null }], 'apart', seed) ?? [];
        const unitOf = new Map(all.map((one) => [one.personId, one.unitId]));
        for (const [index, seat] of seats.entries()) {
          const unit = unitOf.get(seat.personId) ?? null;
          const next = seats[index + 1];
          if (unit && next) expect(unitOf.get(next.personId)).not.toBe(unit);
        }
      }),
    );
  });

  it('another seed gives other seats; rooms without a limit share evenly', () => {
    const all = Array.from({ length: 40 }, (_, n) => person(n, '甲班'));
    const hall = [{ id: 'hall', capacity: null }];
    expect(seatPeople(all, hall, 'random', 'a')).not.toEqual(seatPeople(all, hall, 'random', 'b'));
    expect(seatPeople(all, hall, 'order', 'a')).toEqual(seatPeople(all, hall, 'order', 'b'));
    expect(
      shareOut(41, [
        { id: 'a', capacity: 10 },
        { id: 'b', capacity: null },
        { id: 'c', capacity: null },
      ]),
    ).toEqual([10, 16, 15]);
    expect(
      shareOut(7, [
        { id: 'a', capacity: 10 },
        { id: 'b', capacity: null },
      ]),
    ).toEqual([7, 0]);
    expect(shareOut(11, [{ id: 'a', capacity: 10 }])).toBeNull();
  });
});
