import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { CoalescingFlush } from './coalescing-flush.js';

function flusher(flush: (facts: ReadonlyMap<string, number>) => Promise<void>, atMost = 100) {
  const errors: unknown[] = [];
  const made = new CoalescingFlush<number>({
    everyMs: 20,
    atMost,
    merge: (before, now) => before + now,
    flush,
    onError: (error) => errors.push(error),
  });
  return { made, errors };
}

describe('coalescing flush', () => {
  it('merges what belongs together and hands over all at once', async () => {
    const flushed: [string, number][][] = [];
    const { made } = flusher(async (facts) => void flushed.push([...facts]));
    for (let n = 0; n < 10; n += 1) made.put(`k${n % 3}`, 1);
    await sleep(60);
    expect(flushed).toEqual([
      [
        ['k0', 4],
        ['k1', 3],
        ['k2', 3],
      ],
    ]);
  });

  it('never hands over twice at a time, and goes on after a failure', async () => {
    let running = 0;
    let most = 0;
    let calls = 0;
    const { made, errors } = flusher(async () => {
      most = Math.max(most, (running += 1));
      calls += 1;
      await sleep(10);
      running -= 1;
      if (calls === 1) throw new Error('away');
    });
    made.put('a', 1);
    const first = made.flushNow();
    made.put('a', 1);
    await Promise.all([first, made.flushNow()]);
    made.put('a', 1);
    await made.flushNow();
    expect({ most, calls, errors: errors.length }).toEqual({ most: 1, calls: 3, errors: 1 });
  });

  it('drops the oldest rather than grow without bound', async () => {
    const flushed: string[] = [];
    const { made } = flusher(async (facts) => void flushed.push(...facts.keys()), 2);
    for (const key of ['a', 'b', 'c']) made.put(key, 1);
    await made.flushNow();
    expect(flushed).toEqual(['b', 'c']);
  });
});
