import { describe, expect, it } from '@jest/globals';
import { REVIEW_STATES, type ReviewState } from '../question.entity.js';
import { afterWrite, reviewRefusal } from './review-rules.js';

const write = (newVersion: boolean, draft: boolean, reviewRequired: boolean) => ({ newVersion, draft, reviewRequired });

describe('after something was written', () => {
  // Every state × new version × draft × review required.
  it.each<[ReviewState | null, boolean, boolean, boolean, ReviewState]>([
    [null, true, false, true, 'in_review'],
    [null, true, false, false, 'approved'],
    [null, true, true, true, 'draft'],
    [null, true, true, false, 'draft'],
    ['draft', true, false, true, 'in_review'],
    ['draft', true, false, false, 'approved'],
    ['draft', true, true, true, 'draft'],
    ['draft', true, true, false, 'draft'],
    ['draft', false, false, true, 'in_review'],
    ['draft', false, false, false, 'approved'],
    ['draft', false, true, true, 'draft'],
    ['draft', false, true, false, 'draft'],
    ['returned', true, false, true, 'in_review'],
    ['returned', true, false, false, 'approved'],
    ['returned', true, true, true, 'draft'],
    ['returned', true, true, false, 'draft'],
    ['returned', false, false, true, 'in_review'],
    ['returned', false, false, false, 'approved'],
    ['returned', false, true, true, 'draft'],
    ['returned', false, true, false, 'draft'],
    ['in_review', true, false, true, 'in_review'],
    ['in_review', true, false, false, 'approved'],
    ['in_review', true, true, true, 'draft'],
    ['in_review', true, true, false, 'draft'],
    ['in_review', false, false, true, 'in_review'],
    ['in_review', false, false, false, 'in_review'],
    ['in_review', false, true, true, 'draft'],
    ['in_review', false, true, false, 'draft'],
    ['approved', true, false, true, 'in_review'],
    ['approved', true, false, false, 'approved'],
    ['approved', true, true, true, 'draft'],
    ['approved', true, true, false, 'draft'],
    ['approved', false, false, true, 'approved'],
    ['approved', false, false, false, 'approved'],
    ['approved', false, true, true, 'approved'],
    ['approved', false, true, false, 'approved'],
  ])('%s (new version %s, draft %s, review %s) it is %s', (before, newVersion, draft, required, expected) => {
    const after = afterWrite(before, write(newVersion, draft, required));
    expect(after.review).toBe(expected);
    const moved = before === null || newVersion || before !== expected;
    expect(after.approve).toBe(moved && expected === 'approved');
    expect(after.request).toBe(moved && expected === 'in_review');
  });
});

describe('who reviews', () => {
  const waiting = { review: 'in_review' as ReviewState, versionNo: 2, authorId: 'a' };

  it('is anybody but the author, for the version that was read', () => {
    expect(reviewRefusal(waiting, { accountId: 'b', versionNo: 2 })).toBeNull();
    expect(reviewRefusal(waiting, { accountId: 'a', versionNo: 2 })).toBe('own-work');
    expect(reviewRefusal(waiting, { accountId: 'b', versionNo: 1 })).toBe('version-moved');
    expect(reviewRefusal({ ...waiting, authorId: null }, { accountId: null, versionNo: 2 })).toBeNull();
  });

  it.each(REVIEW_STATES.filter((state) => state !== 'in_review'))('is nobody for one that is %s', (review) => {
    expect(reviewRefusal({ ...waiting, review }, { accountId: 'b', versionNo: 2 })).toBe('not-in-review');
  });
});
