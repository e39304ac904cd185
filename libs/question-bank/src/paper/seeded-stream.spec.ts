import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { chiSquareLimit, chiSquareUniform } from '../testing/chi-square.js';
import { seedOf } from '../testing/samples.js';
import { SeededStream } from './seeded-stream.js';
import { shareOf } from '../testing/share-of.js';

describe('A05 SeededStream', () => {
  it('is the documented construction, so that an auditor can repeat it with any sha256', () => {
    const seed = seedOf(1);
    const block = (counter: number): Buffer => {
      const tail = Buffer.alloc(8);
      tail.writeBigUInt64BE(BigInt(counter));
      return createHash('sha256').update(Buffer.from(seed, 'hex')).update('\0questions\0').update(tail).digest();
    };
    const stream = new SeededStream(seed, 'questions');
    const numbers = Array.from({ length: 16 }, () => stream.below(2 ** 32));
    const expected = [0, 1].flatMap((counter) =>
      Array.from({ length: 8 }, (_, at) => block(counter).readUInt32BE(at * 4)),
    );
    expect(numbers).toEqual(expected);
  });

  it('gives every number below the bound the same chance', () => {
    const stream = new SeededStream(seedOf(2), 'test');
    const counts = Array.from({ length: 7 }, () => 0);
    for (let draw = 0; draw < shareOf(70_000); draw += 1) {
      const value = stream.below(7);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    expect(chiSquareUniform(counts)).toBeLessThan(chiSquareLimit(6));
  });

  it('throws numbers of an incomplete round away', () => {
    // With bound 3 · 2^30 a quarter of all numbers must go; taking them modulo would favour the low third.
    const bound = 3 * 2 ** 30;
    const stream = new SeededStream(seedOf(3), 'test');
    const thirds = [0, 0, 0];
    for (let draw = 0; draw < shareOf(30_000); draw += 1) {
      const third = Math.floor(stream.below(bound) / 2 ** 30);
      thirds[third] = (thirds[third] ?? 0) + 1;
    }
    expect(chiSquareUniform(thirds)).toBeLessThan(chiSquareLimit(2));
  });

  it('shuffles with every order equally likely and leaves its input alone', () => {
    const stream = new SeededStream(seedOf(4), 'test');
    const input = Object.freeze(['a', 'b', 'c', 'd']);
    const counts = new Map<string, number>();
    for (let draw = 0; draw < shareOf(48_000); draw += 1) {
      const order = stream.shuffled(input).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expect(chiSquareUniform([...counts.values()])).toBeLessThan(chiSquareLimit(23));
  });

  it.each(['', 'abc', `${'0'.repeat(63)}g`, '0'.repeat(66)])('refuses the seed «%s»', (seed) => {
    expect(() => new SeededStream(seed, 'x')).toThrow(RangeError);
  });

  it.each([0, -1, 1.5, 2 ** 32 + 1])('refuses the bound %d', (bound) => {
    expect(() => new SeededStream(seedOf(1), 'x').below(bound)).toThrow(RangeError);
  });
});
