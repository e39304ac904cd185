import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Ctx } from '../../platform/http/context.js';
import { GENESIS, hashOf } from './audit-entry.js';

interface StoredEntry {
  id: string;
  chain: string;
  seq: string;
  at: Date;
  actor_account_id: string | null;
  actor_name: string;
  organisation_id: string | null;
  action: string;
  subject_type: string;
  subject_id: string;
  detail: unknown;
  request_id: string | null;
  prev_hash: string;
  hash: string;
}

export interface ChainFault {
  readonly chain: string;
  readonly seq: number;
  readonly why: 'gap' | 'broken-link' | 'changed';
}

/** Walks every chain in order and names the first bad row of each. */
@Injectable()
export class VerifyAudit {
  constructor(private readonly uow: UnitOfWork) {}

  async execute(): Promise<{ entries: number; faults: ChainFault[] }> {
    return this.uow.read(Ctx.system('verify-records'), async (tx) => {
      const faults: ChainFault[] = [];
      const heads = new Map<string, { seq: number; hash: string; bad: boolean }>();
      let entries = 0;
      let after: [string, number] = ['', 0];
      for (;;) {
        const rows = await tx.query<StoredEntry>(
          `SELECT * FROM audit_entry WHERE (chain, seq) > ($1, $2) ORDER BY chain, seq LIMIT 1000`,
          after,
        );
        for (const row of rows) {
          const head = heads.get(row.chain) ?? { seq: 0, hash: GENESIS, bad: false };
          const why = head.bad ? null : faultOf(row, head);
          if (why) faults.push({ chain: row.chain, seq: head.seq + 1, why });
          heads.set(row.chain, { seq: Number(row.seq), hash: row.hash, bad: head.bad || why !== null });
        }
        entries += rows.length;
        const last = rows.at(-1);
        if (!last) return { entries, faults };
        after = [last.chain, Number(last.seq)];
      }
    });
  }
}

function faultOf(row: StoredEntry, head: { seq: number; hash: string }): ChainFault['why'] | null {
  if (Number(row.seq) !== head.seq + 1) return 'gap';
  if (row.prev_hash !== head.hash) return 'broken-link';
  const hash = hashOf({
    id: row.id,
    chain: row.chain,
    seq: Number(row.seq),
    at: row.at.toISOString(),
    actorAccountId: row.actor_account_id,
    actorName: row.actor_name,
    organisationId: row.organisation_id,
    action: row.action,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    detail: row.detail,
    requestId: row.request_id,
    prevHash: row.prev_hash,
  });
  return hash === row.hash ? null : 'changed';
}
