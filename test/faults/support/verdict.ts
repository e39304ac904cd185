import type pg from 'pg';
import { unpackChoices, unpackSeqs } from '../../../apps/api/src/modules/exams/attempts/packed-answers.js';
import type { Account } from './ledger.js';

export interface Finding {
  /** doubled: an effect more than was asked for. altered: something stands there that nobody sent. stuck: not ended, not endable. */
  readonly kind: 'lost' | 'doubled' | 'altered' | 'stuck';
  readonly what: string;
}

/** An attempt as PostgreSQL has it; of an open one the answers are those of the hot table, of an ended one those that were graded. */
export interface StoredAttempt {
  readonly id: string;
  readonly person: string;
  readonly status: 'open' | 'submitted' | 'expired';
  readonly score: number | null;
  readonly seqs: Readonly<Record<string, number>>;
  readonly choices: Readonly<Record<string, string>>;
  /** Events that end it, grades, and «graded» events in the outbox: one of each, or none. */
  readonly ends: number;
  readonly grades: number;
  readonly announcements: number;
}

interface AttemptRow extends Omit<StoredAttempt, 'seqs' | 'choices'> {
  readonly hotSeqs: StoredAttempt['seqs'];
  readonly hotChoices: StoredAttempt['choices'];
  readonly seqs: string | null;
  readonly choices: string | null;
}

export interface Stored {
  readonly attempts: readonly StoredAttempt[];
  readonly extensionSeconds: number;
}

/** Every answer of these tests says by its content which sequence number it had. */
export const choiceOf = (seq: number): string => (seq % 2 === 0 ? 'A' : 'B');

const ATTEMPTS = `
  SELECT t.id, t.person_id AS person, t.status, t.score,
    coalesce(hot.seqs, '{}') AS "hotSeqs", coalesce(hot.choices, '{}') AS "hotChoices",
    t.answer_seqs AS seqs, t.answers AS choices,
    (SELECT count(*)::int FROM attempt_event e WHERE e.attempt_id = t.id AND e.kind IN ('submitted', 'expired')) AS ends,
    (SELECT count(*)::int FROM attempt_grade g WHERE g.attempt_id = t.id) AS grades,
    coalesce(told.n, 0) AS announcements
  FROM attempt t
  LEFT JOIN LATERAL (
    SELECT json_object_agg(a.slot, a.client_seq) AS seqs, jsonb_object_agg(a.slot, a.choice) AS choices
    FROM answer a WHERE a.attempt_id = t.id) hot ON true
  LEFT JOIN (
    SELECT payload ->> 'attemptId' AS attempt_id, count(*)::int AS n FROM outbox WHERE type = 'exams.attempt-graded' GROUP BY 1
  ) told ON told.attempt_id = t.id::text
  WHERE t.session_id = $1`;

export async function readStored(db: pg.Client | pg.Pool, sessionId: string): Promise<Stored> {
  const session = await db.query<{ seconds: number }>(
    `SELECT extension_seconds AS seconds FROM exam_session WHERE id = $1`,
    [sessionId],
  );
  const { rows } = await db.query<AttemptRow>(ATTEMPTS, [sessionId]);
  return { attempts: rows.map(toStored), extensionSeconds: session.rows[0]?.seconds ?? 0 };
}

function toStored({ hotSeqs, hotChoices, seqs, choices, ...attempt }: AttemptRow): StoredAttempt {
  const isOpen = attempt.status === 'open';
  return {
    ...attempt,
    seqs: isOpen ? hotSeqs : unpackSeqs(seqs ?? ''),
    choices: isOpen ? hotChoices : unpackChoices(choices ?? ''),
  };
}

/**
 * What was promised against what is stored. While people still answer, more may be stored than was acknowledged; once it is
 * `over` the two are the same and nothing is open any more.
 */
export function findings(account: Account, stored: Stored, { over }: { readonly over: boolean }): Finding[] {
  const found: Finding[] = [];
  const known = new Map(stored.attempts.map((attempt) => [attempt.id, attempt]));
  for (const [id, promised] of account.attempts) {
    const attempt = known.get(id);
    if (!attempt) {
      found.push({ kind: 'lost', what: `attempt ${id}` });
      continue;
    }
    for (const [slot, seq] of promised.saved) {
      const kept = Number(attempt.seqs[slot] ?? 0);
      if (kept < seq) found.push({ kind: 'lost', what: `${id}/${slot}: ${seq} was acknowledged, ${kept} is stored` });
      if (over && kept > seq) found.push({ kind: 'doubled', what: `${id}/${slot}: ${kept} is newer than ${seq}` });
    }
    if (promised.score !== null && (attempt.status !== 'submitted' || attempt.score !== promised.score))
      found.push({ kind: 'lost', what: `submission of ${id}: ${attempt.status}, ${attempt.score} points` });
  }
  for (const attempt of stored.attempts) found.push(...ofAttempt(attempt, account, over));
  found.push(...doubleStarts(stored.attempts));
  const seconds = account.minutes * 60;
  if (stored.extensionSeconds < seconds)
    found.push({
      kind: 'lost',
      what: `extension: ${seconds} s were promised, ${stored.extensionSeconds} s are stored`,
    });
  if (over && stored.extensionSeconds > seconds)
    found.push({ kind: 'doubled', what: `extension: ${stored.extensionSeconds} s in place of ${seconds} s` });
  return found;
}

function ofAttempt(attempt: StoredAttempt, account: Account, over: boolean): Finding[] {
  const found: Finding[] = [];
  const { id, status, seqs, choices } = attempt;
  if (over && !account.attempts.has(id)) found.push({ kind: 'doubled', what: `attempt ${id}: nobody was told of it` });
  if (over && status === 'open') found.push({ kind: 'stuck', what: `attempt ${id} is open` });
  const due = status === 'open' ? 0 : 1;
  for (const key of ['ends', 'grades', 'announcements'] as const) {
    if (attempt[key] < due) found.push({ kind: 'lost', what: `${id} is ${status} with ${attempt[key]} ${key}` });
    if (attempt[key] > due) found.push({ kind: 'doubled', what: `${id} is ${status} with ${attempt[key]} ${key}` });
  }
  for (const [slot, choice] of Object.entries(choices))
    if (choice !== choiceOf(Number(seqs[slot] ?? 0)))
      found.push({ kind: 'altered', what: `${id}/${slot}: ${choice} was not sent as number ${seqs[slot]}` });
  return found;
}

function doubleStarts(attempts: readonly StoredAttempt[]): Finding[] {
  const open = attempts.filter((attempt) => attempt.status === 'open').map((attempt) => attempt.person);
  return open
    .filter((person, index) => open.indexOf(person) !== index)
    .map((person) => ({ kind: 'doubled', what: `${person} has two open attempts` }));
}
