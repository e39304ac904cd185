import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Ctx } from '../../platform/http/context.js';
import { firstFault } from './attempt-log.js';

interface StoredEvent {
  attempt_id: string;
  seq: number;
  at: Date;
  kind: string;
  data: unknown;
  prev_hash: string;
  hash: string;
}

const BATCH = 500;

/** Walks the log of every attempt and names the first bad row of each (contract 14). */
@Injectable()
export class VerifyAttempts {
  constructor(private readonly uow: UnitOfWork) {}

  async execute(): Promise<{ attempts: number; events: number; faults: { attemptId: string; seq: number }[] }> {
    return this.uow.read(Ctx.system('verify-records'), async (tx) => {
      const report = { attempts: 0, events: 0, faults: [] as { attemptId: string; seq: number }[] };
      let after = '00000000-0000-0000-0000-000000000000';
      for (;;) {
        const ids = await tx.query<{ id: string }>(`SELECT id FROM attempt WHERE id > $1 ORDER BY id LIMIT ${BATCH}`, [after]);
        const last = ids.at(-1);
        if (!last) return report;
        after = last.id;
        const rows = await tx.query<StoredEvent>(`SELECT * FROM attempt_event WHERE attempt_id = ANY($1) ORDER BY attempt_id, seq`, [ids.map((row) => row.id)]);
        const byAttempt = new Map(ids.map((row) => [row.id, [] as StoredEvent[]]));
        for (const row of rows) byAttempt.get(row.attempt_id)?.push(row);
        report.attempts += ids.length;
        report.events += rows.length;
        for (const [attemptId, events] of byAttempt) {
          const chain = events.map((row) => ({ attemptId, seq: row.seq, at: row.at.toISOString(), kind: row.kind, data: row.data, prevHash: row.prev_hash, hash: row.hash }));
          // An attempt without its «started» row has lost its log.
          const fault = chain.length === 0 ? 0 : firstFault(chain);
          if (fault !== null) report.faults.push({ attemptId, seq: fault + 1 });
        }
      }
    });
  }
}
