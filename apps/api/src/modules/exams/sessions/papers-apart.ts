import type { Blueprint } from '@zhian/question-bank';

/** Seats stand in rows: one before, one behind. */
export const NEIGHBOURS = 2;

/**
 * How many papers of a session may hold no common question at a time: the candidate's own, the one of his last attempt and
 * those of his neighbours, where the blueprint allows none. 1: they may share.
 *
 * @param retakes somebody may come again after a paper of this session
 */
export function papersApart({ overlap }: Pick<Blueprint, 'overlap'>, retakes: boolean): number {
  return 1 + (retakes && overlap?.lastAttemptMax === 0 ? 1 : 0) + (overlap?.neighbourMax === 0 ? NEIGHBOURS : 0);
}
