import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { RecordChains, type ChainHead } from './record-chains.js';

/** The audit chains, one per organisation, for the daily signed heads. */
@Injectable()
export class AuditChains implements OnModuleInit {
  constructor(private readonly chains: RecordChains) {}

  onModuleInit(): void {
    this.chains.register({
      name: 'audit',
      heads: (tx, after, limit) =>
        read(
          tx,
          `SELECT DISTINCT ON (chain) chain, seq, hash FROM audit_entry WHERE $1::text IS NULL OR chain > $1 ORDER BY chain, seq DESC LIMIT $2`,
          [after, limit],
        ),
      rowsAt: (tx, places) =>
        read(
          tx,
          `SELECT a.chain, a.seq, a.hash FROM unnest($1::text[], $2::bigint[]) AS p (chain, seq) JOIN audit_entry a ON a.chain = p.chain AND a.seq = p.seq`,
          [places.map(({ chain }) => chain), places.map(({ seq }) => seq)],
        ),
    });
  }
}

async function read(tx: ReadTx, sql: string, parameters: readonly unknown[]): Promise<ChainHead[]> {
  const rows = await tx.query<{ chain: string; seq: string; hash: string }>(sql, parameters);
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}
