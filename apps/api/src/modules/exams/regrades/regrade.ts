import type { PaperSlot, SlotGrade } from '@zhian/question-bank';
import { canonicalJson } from '../../../platform/crypto/canonical-json.js';
import type { FoldedAnswers } from '../attempts/attempt.entity.js';
import type { Correction, VoidPolicy } from '../attempts/corrections.js';
import { gradeAttempt, type AttemptGrade, type GradingRules } from '../attempts/grade-attempt.js';

/** 更正 of an exam afterwards. Pure: its life, who decides, and what it does to one attempt. */

export const REGRADE_STATUSES = ['requested', 'applying', 'applied', 'rejected', 'withdrawn'] as const;
export type RegradeStatus = (typeof REGRADE_STATUSES)[number];
export type RegradeAction = 'approve' | 'reject' | 'withdraw';

/** What became of the question in the bank: see CorrectKey. */
export const BANK_OUTCOMES = ['mended', 'already', 'rewritten', 'taken'] as const;
export type BankOutcome = (typeof BANK_OUTCOMES)[number];

export const REGRADE_REFUSALS = [
  'regrade-decided',
  'regrade-not-yours',
  'regrade-own-work',
  'regrade-own-result',
  'regrade-beyond-you',
] as const;
export type RegradeRefusal = (typeof REGRADE_REFUSALS)[number];

/** Where somebody stands towards a correction. */
export interface Standing {
  readonly accountId: string | null;
  /** How many of the exams that it covers are within his scope. */
  readonly reach: 'whole' | 'part' | 'none';
  /** He was asked the question himself in one of them. */
  readonly concerned: boolean;
}

/**
 * Whoever asked for it does not decide about it (ASVS 2.3.5), nor does anybody whose own result moves with it, nor anybody who
 * answers for a part of the exams only. Whoever has not asked for it does not withdraw it.
 */
export function regradeRefusal(
  regrade: { readonly status: RegradeStatus; readonly requestedBy: string | null },
  action: RegradeAction,
  standing: Standing,
): RegradeRefusal | null {
  if (regrade.status !== 'requested') return 'regrade-decided';
  const own = regrade.requestedBy === standing.accountId;
  if (action === 'withdraw') return own ? null : 'regrade-not-yours';
  if (own) return 'regrade-own-work';
  if (standing.concerned) return 'regrade-own-result';
  return standing.reach === 'whole' ? null : 'regrade-beyond-you';
}

export type Decision =
  | { readonly kind: 'void'; readonly policy: VoidPolicy }
  | { readonly kind: 'key'; readonly correct: readonly string[] };

export function correctionOf(regradeId: string, versionId: string, decision: Decision): Correction {
  return { regradeId, versionId, ...decision };
}

/** Labels that may be the key of a question: single choice has one, and all are options of it. */
export function isPossibleKey(
  question: { readonly type: string; readonly options: readonly { readonly label: string }[] },
  correct: readonly string[],
): boolean {
  const labels = new Set(question.options.map(({ label }) => label));
  const count = new Set(correct).size;
  return (
    count === correct.length &&
    correct.every((label) => labels.has(label)) &&
    (question.type === 'multiple' ? count >= 1 : count === 1)
  );
}

/** An attempt as it stands. */
export interface GradedAttempt {
  readonly paper: { readonly slots: PaperSlot[] };
  readonly answers: FoldedAnswers;
  readonly score: number;
  readonly maxScore: number;
  readonly passed: boolean;
  readonly slots: readonly SlotGrade[];
}

export interface Effect {
  readonly after: AttemptGrade;
  /** Score, maximum or «passed» moves. */
  readonly changed: boolean;
  /** Something of the grade moves, be it only how a question counts: it gets a new grade. */
  readonly regraded: boolean;
}

/** What grading an attempt again, by the corrections in `rules`, does to it. The dry run and the real one both ask here. */
export function effectOf(
  attempt: GradedAttempt,
  rules: GradingRules,
  keys: ReadonlyMap<string, readonly string[]>,
): Effect {
  const after = gradeAttempt(attempt.paper, attempt.answers, rules, keys);
  const changed =
    after.grade.total !== attempt.score || after.grade.max !== attempt.maxScore || after.passed !== attempt.passed;
  return { after, changed, regraded: changed || canonicalJson(after.grade.slots) !== canonicalJson(attempt.slots) };
}
