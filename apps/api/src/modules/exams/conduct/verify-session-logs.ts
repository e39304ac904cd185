import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import type { StoredSessionEvent } from './session-log.repository.js';
import { firstSessionFault } from './session-log.js';

const BATCH = 200;

/** Walks the log of every session and names the first bad row of each (contract 14). */
@Injectable()
export class VerifySessionLogs {
  constructor(private readonly uow: UnitOfWork) {}

  async execute(): Promise<{ sessions: number; events: number; faults: { sessionId: string; seq: number }[] }> {
    return this.uow.read(Ctx.system('verify-records'), async (tx) => {
      const report = { sessions: 0, events: 0, faults: [] as { sessionId: string; seq: number }[] };
      let after = '00000000-0000-0000-0000-000000000000';
      for (;;) {
        const ids = await tx.query<{ id: string }>(
          `SELECT DISTINCT session_id AS id FROM exam_session_event WHERE session_id > $1 ORDER BY 1 LIMIT ${BATCH}`,
          [after],
        );
        const last = ids.at(-1);
        if (!last) return report;
        after = last.id;
        const rows = await tx.query<StoredSessionEvent>(
          `SELECT * FROM exam_session_event WHERE session_id = ANY($1) ORDER BY session_id, seq`,
          [ids.map((row) => row.id)],
        );
        const bySession = new Map(ids.map((row) => [row.id, [] as StoredSessionEvent[]]));
        for (const row of rows) bySession.get(row.session_id)?.push(row);
        report.sessions += ids.length;
        report.events += rows.length;
        for (const [sessionId, events] of bySession) {
          const fault = firstSessionFault(events.map(toEvent));
          if (fault !== null) report.faults.push({ sessionId, seq: fault + 1 });
        }
      }
    });
  }
}

function toEvent(row: StoredSessionEvent) {
  return {
    sessionId: row.session_id,
    seq: row.seq,
    at: row.at.toISOString(),
    kind: row.kind,
    data: row.data,
    actorAccountId: row.actor_account_id,
    actorName: row.actor_name,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}
