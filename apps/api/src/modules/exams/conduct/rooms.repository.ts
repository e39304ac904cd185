import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { unitInFullSql } from '../../organisations/index.js';
import type { ToSeat, Seat } from './seating.js';

export interface RoomRecord {
  readonly id: string;
  readonly name: string;
  readonly capacity: number | null;
  readonly entries: number;
}

export interface InvigilatorRecord {
  readonly room_id: string | null;
  readonly account_id: string;
  readonly name: string;
}

export interface SeatRecord {
  readonly person_id: string;
  readonly name: string;
  readonly unit_name: string;
  readonly room_id: string | null;
  readonly seat: number | null;
}

/** The unit of a person now: his 班组, 部门 or enterprise. */
export const UNIT_OF = `LATERAL (
  SELECT o.id AS unit_id, o.name AS unit_own_name, o.path AS unit_at FROM employment e JOIN organisation o ON o.id = e.organisation_id
  WHERE e.person_id = x.person_id ORDER BY e.ends_on DESC NULLS FIRST, e.starts_on DESC LIMIT 1) u ON true`;
export const UNIT_NAME = unitInFullSql('u.unit_at', 'u.unit_own_name');

@Injectable()
export class RoomsRepository {
  rooms(tx: ReadTx, sessionId: string): Promise<RoomRecord[]> {
    return tx.query<RoomRecord>(
      `SELECT r.id, r.name, r.capacity, (SELECT count(*)::int FROM exam_entry x WHERE x.room_id = r.id) AS entries
       FROM exam_room r WHERE r.session_id = $1 ORDER BY r.position, r.id`,
      [sessionId],
    );
  }

  invigilators(tx: ReadTx, sessionId: string): Promise<InvigilatorRecord[]> {
    return tx.query<InvigilatorRecord>(
      `SELECT i.room_id, i.account_id, a.display_name AS name FROM exam_invigilator i JOIN account a ON a.id = i.account_id
       WHERE i.session_id = $1 ORDER BY a.display_name, a.id`,
      [sessionId],
    );
  }

  /** Rooms that are not named any more go, and those who sat there sit nowhere. */
  async replaceRooms(
    tx: Tx,
    sessionId: string,
    rooms: readonly { id: string; name: string; capacity: number | null }[],
  ): Promise<void> {
    const ids = rooms.map((room) => room.id);
    await tx.query(
      `UPDATE exam_entry SET room_id = NULL, seat = NULL WHERE session_id = $1 AND room_id IS NOT NULL AND room_id <> ALL($2::uuid[])`,
      [sessionId, ids],
    );
    await tx.query(`DELETE FROM exam_room WHERE session_id = $1 AND id <> ALL($2::uuid[])`, [sessionId, ids]);
    // Names may be exchanged between rooms, so they step aside first.
    await tx.query(`UPDATE exam_room SET name = id::text WHERE session_id = $1`, [sessionId]);
    await tx.query(
      `INSERT INTO exam_room (id, session_id, name, capacity, position)
       SELECT r.id, $1, r.name, r.capacity, r.position FROM unnest($2::uuid[], $3::text[], $4::integer[]) WITH ORDINALITY AS r (id, name, capacity, position)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, capacity = excluded.capacity, position = excluded.position WHERE exam_room.session_id = $1`,
      [sessionId, ids, rooms.map((room) => room.name), rooms.map((room) => room.capacity)],
    );
  }

  async replaceInvigilators(
    tx: Tx,
    sessionId: string,
    named: readonly { id: string; roomId: string | null; accountId: string }[],
  ): Promise<void> {
    await tx.query(`DELETE FROM exam_invigilator WHERE session_id = $1`, [sessionId]);
    await tx.query(
      `INSERT INTO exam_invigilator (id, session_id, room_id, account_id) SELECT n.id, $1, n.room_id, n.account_id
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS n (id, room_id, account_id)`,
      [
        sessionId,
        named.map(({ id }) => id),
        named.map(({ roomId }) => roomId),
        named.map(({ accountId }) => accountId),
      ],
    );
  }

  toSeat(tx: ReadTx, sessionId: string): Promise<ToSeat[]> {
    return tx.beyondScope(() =>
      tx.query<ToSeat>(
        `SELECT x.person_id AS "personId", p.name, u.unit_id AS "unitId", coalesce(${UNIT_NAME}, '') AS "unitName"
         FROM exam_entry x JOIN person p ON p.id = x.person_id LEFT JOIN ${UNIT_OF} WHERE x.session_id = $1`,
        [sessionId],
      ),
    );
  }

  async seatAll(tx: Tx, sessionId: string, seats: readonly Seat[]): Promise<void> {
    // Seats are unique at every moment of a statement, so all are freed before they are given.
    await tx.query(`UPDATE exam_entry SET room_id = NULL, seat = NULL WHERE session_id = $1 AND room_id IS NOT NULL`, [
      sessionId,
    ]);
    await tx.query(
      `UPDATE exam_entry x SET room_id = s.room_id, seat = s.seat
       FROM unnest($2::uuid[], $3::uuid[], $4::integer[]) AS s (person_id, room_id, seat)
       WHERE x.session_id = $1 AND x.person_id = s.person_id`,
      [sessionId, seats.map((seat) => seat.personId), seats.map((seat) => seat.roomId), seats.map((seat) => seat.seat)],
    );
  }

  async seatOne(
    tx: Tx,
    sessionId: string,
    personId: string,
    roomId: string | null,
    seat: number | null,
  ): Promise<void> {
    await tx.query(`UPDATE exam_entry SET room_id = $3, seat = $4 WHERE session_id = $1 AND person_id = $2`, [
      sessionId,
      personId,
      roomId,
      seat,
    ]);
  }

  /** Who sits there; null for a free seat. */
  async sitter(tx: ReadTx, roomId: string, seat: number): Promise<string | null> {
    const row = await tx.one<{ person_id: string }>(
      `SELECT person_id FROM exam_entry WHERE room_id = $1 AND seat = $2`,
      [roomId, seat],
    );
    return row?.person_id ?? null;
  }

  async firstFreeSeat(tx: ReadTx, roomId: string): Promise<number> {
    const row = await tx.one<{ seat: number }>(
      `SELECT min(s) AS seat FROM generate_series(1, (SELECT count(*)::int + 1 FROM exam_entry WHERE room_id = $1)) s
       WHERE NOT EXISTS (SELECT 1 FROM exam_entry x WHERE x.room_id = $1 AND x.seat = s)`,
      [roomId],
    );
    return row?.seat ?? 1;
  }

  page(
    tx: ReadTx,
    sessionId: string,
    rooms: readonly string[] | null,
    after: readonly (string | number)[] | null,
    limit: number,
  ): Promise<(SeatRecord & { place: number })[]> {
    return tx.beyondScope(() =>
      tx.query<SeatRecord & { place: number }>(
        `SELECT * FROM (
           SELECT x.person_id, p.name, coalesce(${UNIT_NAME}, '') AS unit_name, x.room_id, x.seat,
             -- Rooms in their order, seats in theirs, and who has no seat last.
             coalesce(r.position * 100000 + coalesce(x.seat, 99999), 2147483647) AS place
           FROM exam_entry x JOIN person p ON p.id = x.person_id LEFT JOIN exam_room r ON r.id = x.room_id LEFT JOIN ${UNIT_OF}
           WHERE x.session_id = $1 AND ($2::uuid[] IS NULL OR x.room_id = ANY($2))) q
         WHERE $3::integer IS NULL OR (q.place, q.name, q.person_id) > ($3, $4::text, $5::uuid)
         ORDER BY q.place, q.name, q.person_id LIMIT $6`,
        [sessionId, rooms, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
      ),
    );
  }

  async anyAttempt(tx: ReadTx, sessionId: string): Promise<boolean> {
    return (await tx.one(`SELECT 1 AS found FROM attempt WHERE session_id = $1 LIMIT 1`, [sessionId])) !== null;
  }
}
