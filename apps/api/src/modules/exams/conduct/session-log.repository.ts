import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { hashOfSessionEvent, SESSION_LOG_GENESIS, type SessionEvent, type SessionEventKind } from './session-log.js';

export interface StoredSessionEvent {
  readonly session_id: string;
  readonly seq: number;
  readonly at: Date;
  readonly kind: SessionEventKind;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor_account_id: string | null;
  readonly actor_name: string;
  readonly prev_hash: string;
  readonly hash: string;
}

@Injectable()
export class SessionLog {
  /** Appends to the session's hash chain. The session's row is locked by the caller, so the chain cannot fork. */
  async append(tx: Tx, sessionId: string, kind: SessionEventKind, at: Date, data: object): Promise<void> {
    const last = await tx.one<{ seq: number; hash: string }>(
      `SELECT seq, hash FROM exam_session_event WHERE session_id = $1 ORDER BY seq DESC LIMIT 1`,
      [sessionId],
    );
    const event: SessionEvent = {
      sessionId,
      seq: (last?.seq ?? 0) + 1,
      at: at.toISOString(),
      kind,
      // As it will be read back: without what is undefined.
      data: JSON.parse(JSON.stringify(data)) as unknown,
      actorAccountId: tx.ctx.accountIdOrNull,
      actorName: tx.ctx.actorName,
      prevHash: last?.hash ?? SESSION_LOG_GENESIS,
    };
    await tx.query(
      `INSERT INTO exam_session_event (session_id, seq, at, kind, data, actor_account_id, actor_name, prev_hash, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        sessionId,
        event.seq,
        event.at,
        kind,
        JSON.stringify(event.data),
        event.actorAccountId,
        event.actorName,
        event.prevHash,
        hashOfSessionEvent(event),
      ],
    );
  }

  /** The newest first. With `rooms`: what names nobody, or somebody who sits there. */
  page(
    tx: ReadTx,
    sessionId: string,
    before: number | null,
    limit: number,
    rooms: readonly string[] | null,
  ): Promise<StoredSessionEvent[]> {
    return tx.query<StoredSessionEvent>(
      `SELECT * FROM exam_session_event e WHERE session_id = $1 AND ($2::integer IS NULL OR seq < $2)
         AND ($4::uuid[] IS NULL OR (NOT data ? 'personId' AND jsonb_typeof(data -> 'people') IS DISTINCT FROM 'array')
           OR EXISTS (SELECT 1 FROM exam_entry x WHERE x.session_id = e.session_id AND x.room_id = ANY($4)
             AND (data ->> 'personId' = x.person_id::text OR data -> 'people' ? x.person_id::text)))
       ORDER BY seq DESC LIMIT $3`,
      [sessionId, before, limit, rooms],
    );
  }
}
