import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { canonicalJson } from '../../platform/crypto/canonical-json.js';
import type { Tx } from '../../platform/db/tx.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { GENESIS, hashOf, type AuditRecord, type ChainedRow } from './audit-entry.js';

/** Appends to the hash chain of an organisation (or of the platform), in the transaction of the deed itself. */
@Injectable()
export class Audit {
  constructor(private readonly clock: Clock) {}

  /** Call it last in a transaction: the chain's lock is held until COMMIT. */
  async append(tx: Tx, record: AuditRecord): Promise<void> {
    const chain = record.organisationId ?? 'platform';
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`, [`audit:${chain}`]);
    const last = await tx.one<{ seq: string; hash: string }>(
      `SELECT seq, hash FROM audit_entry WHERE chain = $1 ORDER BY seq DESC LIMIT 1`,
      [chain],
    );
    const row: ChainedRow = {
      id: uuidv7(),
      chain,
      seq: Number(last?.seq ?? 0) + 1,
      at: this.clock.now().toISOString(),
      actorAccountId: tx.ctx.accountIdOrNull,
      actorName: tx.ctx.actorName,
      organisationId: record.organisationId,
      action: record.action,
      subjectType: record.subject.type,
      subjectId: record.subject.id,
      detail: JSON.parse(canonicalJson(record.detail ?? {})) as unknown,
      requestId: tx.ctx.requestId || null,
      prevHash: last?.hash ?? GENESIS,
    };
    await tx.query(
      `INSERT INTO audit_entry (id, chain, seq, at, actor_account_id, actor_name, organisation_id, action, subject_type, subject_id, detail, request_id, prev_hash, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        row.id,
        row.chain,
        row.seq,
        row.at,
        row.actorAccountId,
        row.actorName,
        row.organisationId,
        row.action,
        row.subjectType,
        row.subjectId,
        JSON.stringify(row.detail),
        row.requestId,
        row.prevHash,
        hashOf(row),
      ],
    );
  }
}
