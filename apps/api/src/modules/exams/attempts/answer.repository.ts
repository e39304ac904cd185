import { Injectable } from '@nestjs/common';
import { GroupCommit, LATER } from '../../../platform/db/group-commit.js';
import type { Queryable } from '../../../platform/db/queryable.js';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import type { StorableAnswer } from './answers.js';
import { GRACE_MS, PAUSE_GRACE_MS } from './attempt.js';

export interface StoredAnswer {
  readonly slot: number;
  readonly choice: string;
  /** bigint: pg gives it as text; sequence numbers are safe integers. */
  readonly client_seq: string;
}

export interface AnswersToSave {
  readonly attemptId: string;
  /** null: the request names no device and is not asked for one. */
  readonly device: string | null;
  /** When the server received them. */
  readonly at: Date;
  readonly answers: readonly StorableAnswer[];
  /** Also count the questions that have an answer. */
  readonly count: boolean;
}

export type SaveOutcome =
  | {
      readonly outcome: 'stored';
      readonly deadline: Date;
      readonly pausedAt: Date | null;
      readonly revision: number;
      readonly acceptedSeq: Readonly<Record<string, number>>;
      /** Questions that these answers gave an answer, less those they took back. */
      readonly gained: number;
      /** Questions with an answer, these included; null when it was not asked for. */
      readonly answered: number | null;
    }
  | { readonly outcome: 'closed' | 'paused' | 'elsewhere' };

interface SavedRow {
  /** Place in the arrays, from 1. */
  no: number;
  outcome: 'stored' | 'closed' | 'paused' | 'elsewhere' | 'locked';
  deadline: Date;
  paused_at: Date | null;
  revision: number;
  /** What stood there before. */
  before_seq: string | null;
  had_choice: boolean | null;
  counted: number | null;
}

/**
 * One statement for all answers of a batch: of each attempt, is it open, in time, not paused, and this device's; and if so
 * take the answers (the rules are those of attempt.ts). The key-share lock makes an ending attempt wait for us, or us find
 * it ended; so a save is either in what is graded or refused (law A03). An attempt that is ending just now is left for the
 * next batch, so that nobody else waits for it. Each row is found by its key (LATERAL), whatever the planner believes of
 * the size of the tables.
 */
const SAVE = `
  WITH given AS MATERIALIZED (
    SELECT r.no, r.at, r.slot, r.choice, r.seq, r.counts, t.id, t.deadline, t.paused_at, t.revision,
      CASE WHEN t.id IS NULL THEN 'locked'
        WHEN t.status <> 'open' OR t.deadline < least(r.at, t.paused_at) - make_interval(secs => ${GRACE_MS / 1000}) THEN 'closed'
        WHEN r.device <> t.device_id THEN 'elsewhere'
        WHEN t.paused_at < r.at - make_interval(secs => ${PAUSE_GRACE_MS / 1000}) THEN 'paused'
        ELSE 'stored' END AS outcome
    FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::smallint[], $5::text[], $6::bigint[], $7::boolean[])
      WITH ORDINALITY AS r (attempt_id, device, at, slot, choice, seq, counts, no)
    LEFT JOIN LATERAL (
      SELECT a.id, a.status, a.deadline, a.paused_at, a.device_id, a.revision FROM attempt a WHERE a.id = r.attempt_id
      FOR KEY SHARE SKIP LOCKED) t ON true
  ), saved AS (
    INSERT INTO answer AS a (attempt_id, slot, choice, client_seq, saved_at)
    SELECT id, slot, choice, seq, at FROM given WHERE outcome = 'stored' AND slot IS NOT NULL ORDER BY id, slot
    ON CONFLICT (attempt_id, slot) DO UPDATE SET choice = excluded.choice, client_seq = excluded.client_seq, saved_at = excluded.saved_at
      WHERE a.client_seq < excluded.client_seq
  )
  SELECT g.no::int, g.outcome, g.deadline, g.paused_at, g.revision, b.client_seq AS before_seq, b.choice <> '' AS had_choice,
    CASE WHEN g.counts THEN (SELECT count(*)::int FROM answer a WHERE a.attempt_id = g.id AND a.choice <> '') END AS counted
  FROM given g
  LEFT JOIN LATERAL (SELECT a.client_seq, a.choice FROM answer a WHERE a.attempt_id = g.id AND a.slot = g.slot LIMIT 1) b ON true`;

const EMPTY = { slot: null, choice: null, clientSeq: null };

@Injectable()
export class AnswerRepository {
  private readonly saves = new GroupCommit<AnswersToSave, SaveOutcome>({
    keyOf: (save) => save.attemptId,
    write: (saves) => this.saveAll(saves),
  });

  constructor(private readonly sql: SqlPool) {}

  /** 'stored' means committed. Shares its transaction with whatever else is being saved at the moment. */
  save(answers: AnswersToSave): Promise<SaveOutcome> {
    return this.saves.add(answers);
  }

  private async saveAll(saves: readonly AnswersToSave[]): Promise<(SaveOutcome | typeof LATER)[]> {
    // A request without answers asks whether the attempt is open all the same.
    const rows = saves.flatMap((save) =>
      (save.answers.length > 0 ? save.answers : [EMPTY]).map((answer, index) => ({ save, answer, first: index === 0 })),
    );
    const results = await this.sql.query<SavedRow>('save-answers', SAVE, [
      rows.map(({ save }) => save.attemptId),
      rows.map(({ save }) => save.device),
      rows.map(({ save }) => save.at),
      rows.map(({ answer }) => answer.slot),
      rows.map(({ answer }) => answer.choice),
      rows.map(({ answer }) => answer.clientSeq),
      rows.map(({ save, first }) => save.count && first),
    ]);
    const ofSave = new Map<AnswersToSave, { answer: StorableAnswer | typeof EMPTY; row: SavedRow }[]>();
    for (const row of results) {
      const { save, answer } = rows[row.no - 1] as (typeof rows)[number];
      const known = ofSave.get(save);
      if (known) known.push({ answer, row });
      else ofSave.set(save, [{ answer, row }]);
    }
    return saves.map((save) => outcomeOf(ofSave.get(save) ?? []));
  }

  ofAttempt(sql: Queryable, attemptId: string): Promise<StoredAnswer[]> {
    return sql.query<StoredAnswer>(`SELECT slot, choice, client_seq FROM answer WHERE attempt_id = $1 ORDER BY slot`, [
      attemptId,
    ]);
  }
}

function outcomeOf(
  parts: readonly { readonly answer: StorableAnswer | typeof EMPTY; readonly row: SavedRow }[],
): SaveOutcome | typeof LATER {
  const first = parts[0]?.row;
  // All answers of a request meet the same attempt; one lock that another transaction took between them sends it back.
  if (!first || parts.some(({ row }) => row.outcome === 'locked')) return LATER;
  if (first.outcome !== 'stored') return { outcome: first.outcome as 'closed' | 'paused' | 'elsewhere' };
  const acceptedSeq: Record<string, number> = {};
  let gained = 0;
  for (const { answer, row } of parts) {
    if (answer.slot === null) continue;
    const before = Number(row.before_seq ?? 0);
    acceptedSeq[String(answer.slot)] = Math.max(answer.clientSeq, before);
    if (answer.clientSeq > before) gained += Number(answer.choice !== '') - Number(row.had_choice ?? false);
  }
  const counted = parts.find(({ row }) => row.counted !== null)?.row.counted ?? null;
  return {
    outcome: 'stored',
    deadline: first.deadline,
    pausedAt: first.paused_at,
    revision: first.revision,
    acceptedSeq,
    gained,
    answered: counted === null ? null : counted + gained,
  };
}
