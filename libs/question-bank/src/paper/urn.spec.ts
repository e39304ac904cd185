import { describe, expect, it } from '@jest/globals';
import { seedOf } from '../testing/samples.js';
import { SeededStream } from './seeded-stream.js';
import { Urn } from './urn.js';

describe('A05 an urn', () => {
  it('gives every thing once, whatever is asked for, and leaves the list alone for the next draw', () => {
    const things = Object.freeze(['a', 'b', 'c', 'd', 'e', 'f']);
    for (let seed = 0; seed < 50; seed += 1) {
      const stream = new SeededStream(seedOf(seed), 'test');
      const urn = new Urn(things);
      const taken: string[] = [];
      while (urn.size > 0) {
        expect(urn.size).toBe(things.length - taken.length);
        taken.push(urn.take(stream.below(urn.size)));
      }
      expect(taken.toSorted()).toEqual(things);
    }
  });

  it('moves the last thing into the place that became free: the order of a draw counts on it', () => {
    const urn = new Urn(['a', 'b', 'c', 'd']);
    expect([urn.take(1), urn.take(1), urn.take(1), urn.take(0)]).toEqual(['b', 'd', 'c', 'a']);
  });
});
