import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RecordChains, type ChainHead } from '../../audit/index.js';

/** The logs of the attempts, one chain each, for the daily signed heads (contract 14). */
@Injectable()
export class AttemptChains implements OnModuleInit {
  constructor(private readonly chains: RecordChains) {}

  onModuleInit(): void {
    this.chains.register({
      name: 'attempts',
      heads: (tx, after, limit) =>
        tx.query<ChainHead>(
          `SELECT DISTINCT ON (attempt_id) attempt_id AS chain, seq, hash FROM attempt_event
           WHERE $1::uuid IS NULL OR attempt_id > $1 ORDER BY attempt_id, seq DESC LIMIT $2`,
          [after, limit],
        ),
      rowsAt: (tx, places) =>
        tx.query<ChainHead>(
          `SELECT e.attempt_id AS chain, e.seq, e.hash FROM unnest($1::uuid[], $2::integer[]) AS p (attempt_id, seq)
           JOIN attempt_event e ON e.attempt_id = p.attempt_id AND e.seq = p.seq`,
          [places.map(({ chain }) => chain), places.map(({ seq }) => seq)],
        ),
    });
  }
}
