import { describe, expect, it } from '@jest/globals';
import { standingOf } from './standing.js';

const question = { status: 'active', review: 'approved', inUseNo: 1, hidden: false, adoptedInUse: false } as const;

describe('how a question stands', () => {
  it.each([
    [{}, 'active', 'pass'],
    [{ status: 'retired', review: 'in_review' }, 'retired', 'exempt'],
    [{ hidden: true }, 'hidden', 'exempt'],
    [{ adoptedInUse: true }, 'adopted', 'exempt'],
    [{ review: 'draft', inUseNo: null }, 'draft', 'none'],
    [{ review: 'draft' }, 'newDraft', 'pass'],
    [{ review: 'in_review', inUseNo: null }, 'waiting', 'due'],
    [{ review: 'in_review' }, 'newWaiting', 'due'],
    [{ review: 'returned', inUseNo: null }, 'returned', 'warn'],
    [{ review: 'returned' }, 'newReturned', 'warn'],
  ] as const)('%j is %s', (more, word, kind) => {
    expect(standingOf({ ...question, ...more })).toEqual({ word, kind });
  });
});
