import { createHash } from 'node:crypto';
import { canonicalJson } from '../../platform/crypto/canonical-json.js';

/** What a verb says about what it did. `action` is `module.noun.verb` like a permission; `detail` holds ids and codes, never secrets. */
export interface AuditRecord {
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly organisationId: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** The stored columns that a hash covers, exactly as they are stored. */
export interface ChainedRow {
  readonly id: string;
  readonly chain: string;
  readonly seq: number;
  /** Millisecond ISO instant: the column is timestamptz(3), so that what is hashed is what comes back. */
  readonly at: string;
  readonly actorAccountId: string | null;
  readonly actorName: string;
  readonly organisationId: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail: unknown;
  readonly requestId: string | null;
  readonly prevHash: string;
}

export const GENESIS = '0'.repeat(64);

export function hashOf(row: ChainedRow): string {
  const fields = [
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
    row.detail,
    row.requestId,
    row.prevHash,
  ];
  return createHash('sha256').update(canonicalJson(fields)).digest('hex');
}
