import { describe, expect, it } from '@jest/globals';
import type { BlueprintShortage } from './api.js';
import { reviewWay } from './review-way.js';

const shortage = (waiting: number, reviewable: number): BlueprintShortage => ({
  stratumIndexes: [0],
  required: 6,
  available: 2,
  rule: 'strata',
  people: null,
  message: '',
  waiting,
  reviewable,
});

describe('a way out of a shortage by reviewing', () => {
  it('leads whoever may review to what others wrote, and says what it leaves', () => {
    expect(reviewWay(shortage(3, 3), true)).toEqual({ kind: 'go', n: 3, left: 1 });
    expect(reviewWay(shortage(5, 4), true)).toEqual({ kind: 'go', n: 4, left: 0 });
    expect(reviewWay(shortage(9, 9), true)).toEqual({ kind: 'go', n: 9, left: 0 });
  });

  it('tells everybody else whom it waits for', () => {
    expect(reviewWay(shortage(3, 3), false)).toEqual({ kind: 'wait', n: 3, own: false });
    expect(reviewWay(shortage(2, 0), true)).toEqual({ kind: 'wait', n: 2, own: true });
  });

  it('is none where nothing waits', () => {
    expect(reviewWay(shortage(0, 0), true)).toBeNull();
  });
});
