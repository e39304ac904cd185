import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { QuestionContent } from '@zhian/question-bank';
import * as fc from 'fast-check';
import { keyAt, keysOf } from './pack-keys.js';
import { sealPack } from './seal-pack.js';

const RUNS = Number(process.env['ZHIAN_RUNS'] ?? 400);
const seedOf = (n: number): string => createHash('sha256').update(String(n)).digest('hex');
const master = Buffer.alloc(32, 7);

/** A bank of `count` questions; `stem(n)` says what is asked. */
function bank(count: number, stem = (n: number): string => `第 ${n} 题`): Map<string, QuestionContent> {
  return new Map(
    Array.from({ length: count }, (_, n) => [
      `v${n}`,
      {
        type: 'single',
        stem: stem(n),
        options: ['甲', '乙', '丙', '丁'].map((text, i) => ({ label: 'ABCD'[i] ?? '', text })),
      },
    ]),
  );
}

/** Chi-square of counts that should all be equal. */
function chiSquare(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
}

describe('A12 a pack tells nothing before the start', () => {
  it('a question lies in every place equally often, wherever it stood in the bank', () => {
    const places = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
    for (let n = 0; n < RUNS; n += 1)
      sealPack(bank(5), { master, orderSeed: seedOf(n) }).layout.forEach(([versionId], item) => {
        const row = places[Number(versionId.slice(1))] ?? [];
        row[item] = (row[item] ?? 0) + 1;
      });
    // 4 degrees of freedom: above 25 once in 20,000 times. The seeds stand still, so the test does too.
    for (const row of places) expect(chiSquare(row)).toBeLessThan(25);
  });

  it('the stored first option lies in every place equally often', () => {
    const places = [0, 0, 0, 0];
    for (let n = 0; n < RUNS; n += 1)
      for (const [, order] of sealPack(bank(5), { master, orderSeed: seedOf(n) }).layout)
        places[order.indexOf('0')] = (places[order.indexOf('0')] ?? 0) + 1;
    expect(chiSquare(places)).toBeLessThan(25);
  });

  it('a length says no more than how many blocks of 128 bytes the text fills', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 4_000_000_000 }), (length, n) => {
        const size = (stem: string): number =>
          sealPack(
            bank(1, () => stem),
            { master, orderSeed: seedOf(n) },
          ).bytes.length;
        expect((size('题'.repeat(length)) - 12 - 16) % 128).toBe(0);
        expect(size('题'.repeat(length))).toBe(size('目'.repeat(length)));
      }),
      { numRuns: 50 },
    );
  });

  it('the same bank under another key has nothing in common, and equal texts look different', () => {
    const twins = bank(2, () => '同一道题');
    const one = sealPack(twins, { master, orderSeed: seedOf(1) }).bytes;
    const other = sealPack(twins, { master: Buffer.alloc(32, 8), orderSeed: seedOf(1) }).bytes;
    const blocks = (bytes: Buffer): string[] =>
      Array.from({ length: Math.floor((bytes.length - 16) / 16) }, (_, at) =>
        bytes.toString('hex', 16 + at * 16, 32 + at * 16),
      );
    expect(new Set([...blocks(one), ...blocks(other)]).size).toBe(blocks(one).length + blocks(other).length);
  });
});

describe('the keys of a pack', () => {
  it('are all different, and the same again from the same master', () => {
    const keys = keysOf(master, 1000);
    const each = Array.from({ length: 1000 }, (_, item) => keyAt(keys, item).toString('hex'));
    expect(new Set(each).size).toBe(1000);
    expect(keyAt(keysOf(master, 3), 2)).toEqual(keyAt(keys, 2));
    expect(keyAt(keysOf(Buffer.alloc(32, 8), 3), 2)).not.toEqual(keyAt(keys, 2));
  });
});
