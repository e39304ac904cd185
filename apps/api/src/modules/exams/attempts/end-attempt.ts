import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/db/queryable.js';
import type { Tx } from '../../../platform/db/tx.js';
import { Outbox } from '../../../platform/outbox/outbox.js';
import type { StorableAnswer } from './answers.js';
import { ending, type Ending, type Found, type ToEnd } from './ending.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { attemptGraded } from '../exams.events.js';
import { GradingKeys } from './grading-keys.js';
import { packGrade } from './packed-grade.js';

/** Read after the locks were taken, in a statement of its own, so that it sees all that was committed before them. */
const FIND = `
  SELECT r.id, h.seq, h.hash, a.slots, a.choices, a.seqs
  FROM unnest($1::uuid[]) AS r (id)
  LEFT JOIN LATERAL (SELECT e.seq, e.hash FROM attempt_event e WHERE e.attempt_id = r.id ORDER BY e.seq DESC LIMIT 1) h ON true
  LEFT JOIN LATERAL (
    SELECT string_agg(b.slot::text, ',' ORDER BY b.slot) AS slots, string_agg(b.choice, ',' ORDER BY b.slot) AS choices,
      string_agg(b.client_seq::text, ',' ORDER BY b.slot) AS seqs
    FROM answer b WHERE b.attempt_id = r.id) a ON true`;

/** Guarded by the status: of two that try to end an attempt one writes. The answers are folded into the attempt; the hot rows go with their month. */
const END = `
  WITH given AS MATERIALIZED (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::integer[], $7::integer[], $8::boolean[],
      $9::integer[], $10::integer[], $11::text[], $12::text[], $13::text[])
      AS r (id, status, ended_at, graded_at, answers, score, max_score, passed, right_count, late_answers, scheme, slots, answer_seqs)
  ), ended AS (
    UPDATE attempt t SET status = g.status, ended_at = g.ended_at, answers = g.answers, answer_seqs = g.answer_seqs, score = g.score, max_score = g.max_score,
      passed = g.passed, right_count = g.right_count, late_answers = g.late_answers
    FROM given g WHERE t.id = g.id AND t.status = 'open' RETURNING t.id
  ), graded AS (
    INSERT INTO attempt_grade (attempt_id, no, scheme, score, max_score, passed, slots, reason, graded_at)
    SELECT id, 1, scheme, score, max_score, passed, slots, status, graded_at FROM given
  ), logged AS (
    INSERT INTO attempt_event (attempt_id, seq, at, kind, data, prev_hash, hash)
    SELECT e.attempt_id, e.seq, e.at, e.kind, e.data::jsonb, e.prev_hash, e.hash
    FROM unnest($14::uuid[], $15::integer[], $16::timestamptz[], $17::text[], $18::text[], $19::text[], $20::text[])
      AS e (attempt_id, seq, at, kind, data, prev_hash, hash)
  )
  SELECT count(*)::int AS n FROM ended`;

interface FoundRow {
  id: string;
  seq: number | null;
  hash: string | null;
  /** Of the hot answers, one after the other; arrays would take longer to read than to sort. null: there are none. */
  slots: string | null;
  choices: string | null;
  seqs: string | null;
}

/**
 * The one way an attempt ends, for submission, force and the sweeper: fold the answers, grade, store, log, tell the others.
 * The caller holds the row's lock and has seen it open.
 */
@Injectable()
export class EndAttempt {
  constructor(
    private readonly keys: GradingKeys,
    private readonly outbox: Outbox,
  ) {}

  execute(
    tx: Tx,
    attempt: ToEnd['attempt'],
    session: ExamSessionRow,
    tail: readonly StorableAnswer[],
    now: Date,
  ): Promise<void> {
    return this.executeAll(tx, [{ attempt, session, tail, now }]);
  }

  /** Several at once, in the transaction of `sql`. */
  async executeAll(sql: Queryable, ends: readonly ToEnd[]): Promise<void> {
    if (ends.length === 0) return;
    const rows = await sql.query<FoundRow>(FIND, [ends.map(({ attempt }) => attempt.id)]);
    const found = new Map(rows.map((row) => [row.id, foundOf(row)]));
    const keys = await this.keys.of(
      sql,
      ends.flatMap(({ attempt }) => attempt.paper.slots.map((slot) => slot.versionId)),
    );
    const endings = ends.map((end) => ending(end, found.get(end.attempt.id) ?? { answers: [], head: null }, keys));
    const [written] = await sql.query<{ n: number }>(END, parametersOf(ends, endings));
    if (written?.n !== ends.length)
      throw new Error(`of ${ends.length} attempts under our lock ${written?.n ?? 0} ended`);
    await this.outbox.appendAll(
      sql,
      attemptGraded,
      ends.map(({ attempt, session }, index) => {
        const { grade, passed, endedAt } = endings[index] as Ending;
        return {
          attemptId: attempt.id,
          examSessionId: session.id,
          personId: attempt.personId,
          purpose: session.purpose,
          passed,
          scoreHundredths: grade.total,
          maxHundredths: grade.max,
          endedAt: endedAt.toISOString(),
        };
      }),
    );
  }
}

function foundOf({ seq, hash, slots, choices, seqs }: FoundRow): Found {
  const [choiceOf, seqOf] = [choices?.split(',') ?? [], seqs?.split(',') ?? []];
  return {
    head: seq === null || hash === null ? null : { seq, hash },
    answers: (slots?.split(',') ?? []).map((slot, index) => ({
      slot: Number(slot),
      choice: choiceOf[index] ?? '',
      clientSeq: Number(seqOf[index]),
    })),
  };
}

function parametersOf(ends: readonly ToEnd[], endings: readonly Ending[]): unknown[] {
  const of = <T>(field: (one: Ending) => T): T[] => endings.map(field);
  const events = endings.flatMap((one) => one.events);
  return [
    of((one) => one.id),
    of((one) => one.status),
    of((one) => one.endedAt),
    of((one) => one.gradedAt),
    of((one) => one.answers.choices),
    of((one) => one.grade.total),
    of((one) => one.grade.max),
    of((one) => one.passed),
    of((one) => one.rightCount),
    of((one) => one.lateAnswers),
    ends.map(({ session }) => session.scoringScheme),
    of((one) => packGrade(one.grade.slots)),
    of((one) => one.answers.seqs),
    events.map((event) => event.attemptId),
    events.map((event) => event.seq),
    events.map((event) => event.at),
    events.map((event) => event.kind),
    events.map((event) => JSON.stringify(event.data)),
    events.map((event) => event.prevHash),
    events.map((event) => event.hash),
  ];
}
