import { FLAG_LIMITS, ITEM_FLAGS, type ItemFlag } from '@zhian/question-bank';
import { listPlace } from '../list-place.js';

/** Which flagged questions somebody should look at. Pure. */

export interface Flagged {
  readonly flags: readonly ItemFlag[];
  /** Papers that the flags are counted from. */
  readonly asked: number;
}

/**
 * Is there something to look at that nobody has looked at? What was dealt with comes back when the question shows a flag that it
 * did not show then, or when the same flags are counted from twice as many papers, at least as many more as a first flag needs:
 * then it was no accident of few answers, and leaving the question as it was has not helped.
 */
export function wantsLook(now: Flagged, handled: Flagged | null): boolean {
  if (now.flags.length === 0) return false;
  if (handled === null) return true;
  const more = now.asked >= 2 * handled.asked && now.asked >= handled.asked + FLAG_LIMITS.minimumAsked;
  return more || now.flags.some((flag) => !handled.flags.includes(flag));
}

/** The gravest flag decides, then in how many papers the question stood. */
export function placeOfFlagged({ flags, asked }: Flagged): number {
  const gravest = ITEM_FLAGS.findIndex((flag) => flags.includes(flag));
  return listPlace(gravest === -1 ? ITEM_FLAGS.length : gravest, asked);
}
