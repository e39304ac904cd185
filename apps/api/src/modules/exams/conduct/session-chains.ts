import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RecordChains, type ChainHead } from '../../audit/index.js';

/** The logs of the sessions, one chain each, for the daily signed heads (contract 14). */
@Injectable()
export class SessionChains implements OnModuleInit {
  constructor(private readonly chains: RecordChains) {}

  onModuleInit(): void {
    this.chains.register({
      name: 'exam-sessions',
      heads: (tx, after, limit) =>
        tx.query<ChainHead>(
          `SELECT DISTINCT ON (session_id) session_id AS chain, seq, hash FROM exam_session_event
           WHERE $1::uuid IS NULL OR session_id > $1 ORDER BY session_id, seq DESC LIMIT $2`,
          [after, limit],
        ),
      rowsAt: (tx, places) =>
        tx.query<ChainHead>(
          `SELECT e.session_id AS chain, e.seq, e.hash FROM unnest($1::uuid[], $2::integer[]) AS p (session_id, seq)
           JOIN exam_session_event e ON e.session_id = p.session_id AND e.seq = p.seq`,
          [places.map(({ chain }) => chain), places.map(({ seq }) => seq)],
        ),
    });
  }
}
