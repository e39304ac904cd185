import type { DiscloseAt, Disclosure } from '../sessions/exam-session.entity.js';

/** Who sees what, when (contract 12). Pure. */

export interface DisclosurePolicy {
  readonly disclosure: Disclosure;
  readonly discloseAt: DiscloseAt;
  readonly closesAt: Date | null;
}

/** Are results released to the candidate whose attempt has ended? */
export function isReleased(policy: Pick<DisclosurePolicy, 'discloseAt' | 'closesAt'>, now: Date): boolean {
  return policy.discloseAt === 'submission' || (policy.closesAt !== null && now >= policy.closesAt);
}

/** Does the candidate see this question with its key and explanation? */
export function showsQuestion(policy: DisclosurePolicy, correct: boolean): boolean {
  return policy.disclosure === 'everything' || (policy.disclosure === 'wrong_questions' && !correct);
}
