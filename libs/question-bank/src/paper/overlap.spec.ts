import { describe, expect, it } from '@jest/globals';
import { makeItem, makeItems } from '../testing/samples.js';
import type { OverlapLimits } from './blueprint.js';
import { decidingContext, seenBefore } from './overlap.js';
import { preparePool } from './prepared-pool.js';

/** Six questions, the last two of them near-duplicates. */
const prepare = (overlap?: OverlapLimits) =>
  preparePool(
    {
      algorithm: 'zhian-draw-2',
      strata: [{ type: 'single', count: 2, points: 100 }],
      ...(overlap ? { overlap } : {}),
    },
    [...makeItems(4), ...['x', 'y'].map((name) => makeItem(name, { duplicateGroup: 'g' }))],
  );

describe('EXM-3 what was seen before', () => {
  it('is a set for the last attempt and for each neighbour that could break its limit; near-duplicates are one', () => {
    const prepared = prepare({ lastAttemptMax: 1, neighbourMax: 0 });
    const seen = seenBefore(prepared, {
      lastAttempt: ['q-0000', 'q-x', 'q-y', 'q-0000', 'q-gone'],
      neighbours: [['q-0001'], [], ['q-gone']],
    });
    expect(seen.map(({ units, most, of }) => [units.size, most, of])).toEqual([
      [2, 1, 'last attempt'],
      [1, 0, 'neighbour'],
    ]);
    expect(seenBefore(prepared, { lastAttempt: ['q-x', 'q-y'] })).toEqual([]);
    expect(seenBefore(prepared, {})).toEqual([]);
  });

  it('is nothing where the blueprint sets no limit', () => {
    const context = { lastAttempt: ['q-0000', 'q-0001'], neighbours: [['q-0000']] };
    expect(seenBefore(prepare(), context)).toEqual([]);
    expect(seenBefore(prepare({ neighbourMax: 0 }), context).map(({ of }) => of)).toEqual(['neighbour']);
    expect(seenBefore(prepare({ lastAttemptMax: 0 }), context).map(({ of }) => of)).toEqual(['last attempt']);
  });

  it('is kept with the paper as far as it decides: sorted, each once, of this pool, and only where a limit asks', () => {
    const context = { lastAttempt: ['q-x', 'q-0001', 'q-gone', 'q-0001'], neighbours: [['q-0003', 'q-0002'], []] };
    const lastAttempt = ['q-0001', 'q-x'];
    const neighbours = [['q-0002', 'q-0003'], []];
    expect(decidingContext(prepare({ lastAttemptMax: 0, neighbourMax: 0 }), context)).toEqual({
      lastAttempt,
      neighbours,
    });
    expect(decidingContext(prepare({ lastAttemptMax: 0 }), context)).toEqual({ lastAttempt });
    expect(decidingContext(prepare({ neighbourMax: 0 }), context)).toEqual({ neighbours });
    expect(decidingContext(prepare(), context)).toEqual({});
    expect(decidingContext(prepare({ lastAttemptMax: 0, neighbourMax: 0 }), {})).toEqual({});
  });
});
