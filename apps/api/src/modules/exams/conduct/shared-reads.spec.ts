import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { SharedReads } from './shared-reads.js';

describe('shared reads', () => {
  const counted = () => {
    const reads: number[] = [];
    return { reads, read: async () => reads.push(performance.now()) };
  };

  it('many who ask at once cause one read, and another one only after the interval', async () => {
    const shared = new SharedReads<number>(60);
    const { reads, read } = counted();
    expect(await Promise.all(Array.from({ length: 50 }, () => shared.get('a', '', read)))).toEqual(Array(50).fill(1));
    await shared.get('b', '', read);
    expect(reads).toHaveLength(2);
    await sleep(80);
    await shared.get('a', '', read);
    expect(reads).toHaveLength(3);
  });

  it('after a change nobody gets what was read before it, and reads stay apart', async () => {
    const shared = new SharedReads<number>(60);
    const { reads, read } = counted();
    await shared.get('a', '', read);
    shared.expire('a');
    const answers = await Promise.all([shared.get('a', '', read), shared.get('a', '', read)]);
    expect(answers).toEqual([2, 2]);
    expect((reads[1] ?? 0) - (reads[0] ?? 0)).toBeGreaterThanOrEqual(58);
  });

  it('a failed read is not remembered', async () => {
    const shared = new SharedReads<number>(60_000);
    await expect(shared.get('a', '', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await shared.get('a', '', async () => 7)).toBe(7);
  });
});
