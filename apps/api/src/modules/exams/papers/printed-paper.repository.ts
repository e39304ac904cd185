import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { unitInFullSql } from '../../organisations/index.js';
import type { FoldedAnswers } from '../attempts/attempt.entity.js';
import { KeyingRow, PrintedPaperRow, type PrintedPaperStatus } from './printed-paper.entity.js';

/** A paper with the person whose it is. */
export interface PaperOfPerson {
  readonly id: string;
  readonly number: string;
  readonly status: PrintedPaperStatus;
  readonly attempt_id: string;
  readonly person_id: string;
  readonly name: string;
  readonly unit: string;
  readonly room: string | null;
  readonly seat: number | null;
  readonly printed_at: Date;
  readonly due_at: Date;
  readonly reason: string | null;
  readonly keyings: readonly { readonly no: number; readonly name: string; readonly finished: boolean }[];
}

const OF_PERSON = `
  SELECT d.id, d.number, d.status, d.attempt_id, t.person_id, p.name, coalesce(o.name, '') AS unit, r.name AS room, x.seat, d.printed_at, d.due_at, d.reason,
    coalesce((SELECT json_agg(json_build_object('no', k.no, 'name', k.account_name, 'finished', k.finished_at IS NOT NULL) ORDER BY k.no)
      FROM paper_keying k WHERE k.paper_id = d.id), '[]') AS keyings
  FROM printed_paper d JOIN attempt t ON t.id = d.attempt_id JOIN person p ON p.id = t.person_id
  LEFT JOIN exam_entry x ON x.session_id = d.session_id AND x.person_id = t.person_id
  LEFT JOIN exam_room r ON r.id = x.room_id
  LEFT JOIN LATERAL (
    SELECT ${unitInFullSql('c.path', 'c.name')} AS name FROM employment e JOIN organisation c ON c.id = e.organisation_id
    WHERE e.person_id = t.person_id ORDER BY e.ends_on DESC NULLS FIRST, e.starts_on DESC LIMIT 1) o ON true`;

/** The caller has been let in to conduct the session: its candidates are his business whatever organisation employs them. */
@Injectable()
export class PrintedPaperRepository {
  async insert(tx: Tx, row: PrintedPaperRow): Promise<void> {
    await tx.repository(PrintedPaperRow).insert(row);
  }

  find(tx: ReadTx, number: string): Promise<PrintedPaperRow | null> {
    return tx.manager.getRepository(PrintedPaperRow).findOneBy({ number });
  }

  lock(tx: Tx, number: string): Promise<PrintedPaperRow | null> {
    return tx.repository(PrintedPaperRow).findOne({ where: { number }, lock: { mode: 'pessimistic_write' } });
  }

  async setStatus(tx: Tx, id: string, status: PrintedPaperStatus, reason: string | null): Promise<void> {
    await tx.query(`UPDATE printed_paper SET status = $2, reason = coalesce($3, reason) WHERE id = $1`, [
      id,
      status,
      reason,
    ]);
  }

  keyings(tx: ReadTx, paperId: string): Promise<KeyingRow[]> {
    return tx.manager.getRepository(KeyingRow).find({ where: { paperId }, order: { no: 'ASC' } });
  }

  /** Did anybody key in or photograph a sheet of this attempt, be it under a number that is void by now? */
  async wasWrittenOn(tx: ReadTx, attemptId: string): Promise<boolean> {
    const written = await tx.one(
      `SELECT 1 AS found FROM printed_paper d WHERE d.attempt_id = $1
         AND (EXISTS (SELECT 1 FROM paper_keying k WHERE k.paper_id = d.id) OR EXISTS (SELECT 1 FROM paper_photo f WHERE f.paper_id = d.id)) LIMIT 1`,
      [attemptId],
    );
    return written !== null;
  }

  async startKeying(tx: Tx, row: KeyingRow): Promise<void> {
    await tx.repository(KeyingRow).insert(row);
  }

  async saveKeying(
    tx: Tx,
    { paperId, no }: Pick<KeyingRow, 'paperId' | 'no'>,
    answers: FoldedAnswers,
    finishedAt: Date | null,
  ): Promise<void> {
    await tx.query(`UPDATE paper_keying SET answers = $3, finished_at = $4 WHERE paper_id = $1 AND no = $2`, [
      paperId,
      no,
      JSON.stringify(answers),
      finishedAt,
    ]);
  }

  /** The newest last, from after `after`; those in the caller's rooms only. */
  page(
    tx: ReadTx,
    sessionId: string,
    rooms: readonly string[] | null,
    after: string | null,
    limit: number,
  ): Promise<PaperOfPerson[]> {
    return tx.beyondScope(() =>
      tx.query<PaperOfPerson>(
        `${OF_PERSON} WHERE d.session_id = $1 AND ($2::uuid[] IS NULL OR x.room_id = ANY($2)) AND ($3::uuid IS NULL OR d.id > $3) ORDER BY d.id LIMIT $4`,
        [sessionId, rooms, after, limit],
      ),
    );
  }

  /** Ids of those that are not void, the oldest first. */
  async valid(tx: ReadTx, sessionId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM printed_paper WHERE session_id = $1 AND status <> 'void' ORDER BY id`,
      [sessionId],
    );
    return rows.map((row) => row.id);
  }

  ofPapers(
    tx: ReadTx,
    sessionId: string,
    rooms: readonly string[] | null,
    ids: readonly string[],
  ): Promise<PaperOfPerson[]> {
    return tx.beyondScope(() =>
      tx.query<PaperOfPerson>(
        `${OF_PERSON} WHERE d.session_id = $1 AND ($2::uuid[] IS NULL OR x.room_id = ANY($2)) AND d.id = ANY($3) ORDER BY r.position, x.seat, p.name, d.id`,
        [sessionId, rooms, ids],
      ),
    );
  }
}
