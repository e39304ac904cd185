import { isEnded, type SessionTimes } from '../sessions/session-policy.js';
import type { DiscloseAt, Disclosure } from '../sessions/exam-session.entity.js';

/** Who sees what, when (contract 12). Pure. */

export interface DisclosurePolicy extends SessionTimes {
  readonly disclosure: Disclosure;
  readonly discloseAt: DiscloseAt;
}

/** Are results released to the candidate whose attempt has ended? */
export function isReleased(policy: SessionTimes & Pick<DisclosurePolicy, 'discloseAt'>, now: Date): boolean {
  return policy.discloseAt === 'submission' || isEnded(policy, now);
}

/** Does the candidate see this question with its key and explanation? */
export function showsQuestion(policy: DisclosurePolicy, correct: boolean): boolean {
  return policy.disclosure === 'everything' || (policy.disclosure === 'wrong_questions' && !correct);
}
