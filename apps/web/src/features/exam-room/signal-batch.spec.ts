import { describe, expect, it } from '@jest/globals';
import { FakeTimers } from '../../testing/fake-timers.js';
import { SignalBatch, type Signal } from './signal-batch.js';

const settle = async (): Promise<void> => {
  for (let round = 0; round < 8; round += 1) await new Promise((resolve) => setImmediate(resolve));
};

function batchOf() {
  const timers = new FakeTimers();
  const sent: Signal[][] = [];
  const state = { down: false };
  const batch = new SignalBatch(async (signals) => {
    if (state.down) throw new Error('no network');
    sent.push(signals);
  }, timers);
  return { timers, sent, state, batch };
}

describe('signals of an exam', () => {
  it('go up together, a moment later', async () => {
    const { batch, timers, sent } = batchOf();
    batch.note('blur');
    timers.advance(1_500);
    batch.note('focus', 1_499.6);
    expect(sent).toEqual([]);
    timers.advance(15_000);
    await settle();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.map(({ kind, ms }) => [kind, ms])).toEqual([
      ['blur', undefined],
      ['focus', 1_500],
    ]);
  });

  it('wait for the network, the newest fifty of them', async () => {
    const { batch, timers, sent, state } = batchOf();
    state.down = true;
    for (let n = 0; n < 70; n += 1) batch.note('copy', n);
    await settle();
    state.down = false;
    timers.advance(15_000);
    await settle();
    const all = sent.flat();
    expect(all).toHaveLength(50);
    expect(all.at(-1)?.ms).toBe(69);
  });

  it('leave with the page', async () => {
    const { batch, timers, sent } = batchOf();
    batch.note('print');
    batch.stop();
    await settle();
    expect(sent.flat().map(({ kind }) => kind)).toEqual(['print']);
    batch.note('copy');
    expect(timers.pending).toBe(0);
  });
});
