import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../platform/crypto/canonical-json.js';
import { unpackChoices, unpackSeqs, type PackedAnswers } from './packed-answers.js';

/** Does what stands in the rows still say what the log says? Pure; the log itself is checked by its hash chain (contract 14). */

export interface AttemptRecord {
  readonly status: string;
  readonly seed: string;
  readonly paper: unknown;
  /** null: it has not ended, or was cancelled. */
  readonly answers: PackedAnswers | null;
  readonly score: number | null;
  readonly passed: boolean | null;
  readonly grades: readonly {
    readonly scheme: string;
    readonly score: number;
    readonly max: number;
    readonly passed: boolean;
    readonly slots: readonly { readonly awarded: number }[];
  }[];
}

const ENDINGS: readonly string[] = ['submitted', 'expired', 'cancelled'];

interface Logged {
  readonly kind: string;
  readonly data: unknown;
}

/** What the first event of the log says of the paper, so that neither paper nor seed can be exchanged later. */
export function hashOfPaper(seed: string, paper: unknown): string {
  return createHash('sha256').update(canonicalJson({ seed, paper })).digest('hex');
}

/** What the log says of the answers that an attempt ended with, and when they were given. */
export function hashOfAnswers({ choices, seqs }: PackedAnswers): string {
  return createHash('sha256').update(canonicalJson({ choices, seqs })).digest('hex');
}

/** A log from before answers were hashed says them in full; the first ones did not say when they were given. */
function saysAnswers(said: Record<string, unknown>, answers: PackedAnswers | null): boolean {
  if (answers === null) return (said['answers'] ?? null) === null;
  if (typeof said['answers'] === 'string') return said['answers'] === hashOfAnswers(answers);
  const { choices, seqs } = answers;
  return (
    canonicalJson([said['answers'], said['seqs'] ?? {}]) === canonicalJson([unpackChoices(choices), unpackSeqs(seqs)])
  );
}

/** The part of the record that differs from the log; null when they agree. */
export function contradiction(record: AttemptRecord, log: readonly Logged[]): 'paper' | 'answers' | 'grade' | null {
  const data = (kind: string): readonly Record<string, unknown>[] =>
    log.filter((event) => event.kind === kind).map((event) => event.data as Record<string, unknown>);
  const paper = data('started')[0]?.['paper'];
  if (paper !== undefined && paper !== hashOfPaper(record.seed, record.paper)) return 'paper';
  const ended = log.filter(({ kind }) => ENDINGS.includes(kind));
  if (ended.length !== (record.status === 'open' ? 0 : 1)) return 'answers';
  if (
    ended[0] &&
    (ended[0].kind !== record.status || !saysAnswers(ended[0].data as Record<string, unknown>, record.answers))
  )
    return 'answers';
  const graded = data('graded');
  if (graded.length !== record.grades.length) return 'grade';
  const same = record.grades.every(({ scheme, score, max, passed, slots }, index) => {
    const said = {
      scheme: graded[index]?.['scheme'],
      score: graded[index]?.['score'],
      max: graded[index]?.['max'],
      passed: graded[index]?.['passed'],
    };
    return (
      canonicalJson({ scheme, score, max, passed }) === canonicalJson(said) &&
      slots.reduce((sum, slot) => sum + slot.awarded, 0) === score
    );
  });
  const last = record.grades.at(-1);
  return same && record.score === (last?.score ?? null) && record.passed === (last?.passed ?? null) ? null : 'grade';
}
