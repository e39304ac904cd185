import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeTimers } from '../../testing/fake-timers.js';
import { NoticeChannel } from './notice-channel.js';

const settle = async (): Promise<void> => {
  for (let round = 0; round < 8; round += 1) await new Promise((resolve) => setImmediate(resolve));
};

let timers: FakeTimers;
let streams: { signal: AbortSignal; sign: () => void; end: () => void; fail: () => void }[];
let polls: number;
let reachable: boolean;
let channel: NoticeChannel;

beforeEach(() => {
  timers = new FakeTimers();
  streams = [];
  polls = 0;
  reachable = true;
  channel = new NoticeChannel(
    {
      listen: (signal, sign) =>
        new Promise((end, reject) => {
          const fail = (): void => reject(new Error('blocked'));
          signal.addEventListener('abort', fail);
          streams.push({ signal, sign, end, fail });
        }),
      poll: async () => {
        polls += 1;
        if (!reachable) throw new Error('no network');
      },
    },
    timers,
  );
});

/** Time goes by in small steps, as a page lives through it; `each` happens every 15 s. */
async function pass(seconds: number, each: () => void = () => undefined): Promise<void> {
  for (let second = 1; second <= seconds; second += 1) {
    timers.advance(1_000);
    if (second % 15 === 0) each();
    await settle();
  }
}

describe('the channel of an open exam', () => {
  it('asks nothing while the stream lives', async () => {
    channel.start();
    streams[0]?.sign();
    await pass(120, () => streams.at(-1)?.sign());
    expect(polls).toBe(0);
    expect(streams).toHaveLength(1);
    expect(channel.fresh).toBe(true);
  });

  it('asks every 15 s while streams are blocked, and goes on trying to open one', async () => {
    channel.start();
    streams[0]?.fail();
    await pass(60, () => streams.at(-1)?.fail());
    expect(polls).toBeGreaterThanOrEqual(3);
    expect(polls).toBeLessThanOrEqual(4);
    expect(streams.length).toBeGreaterThan(1);
    expect(channel.fresh).toBe(true);
  });

  it('does not believe a stream that a proxy holds back', async () => {
    channel.start();
    await pass(90);
    expect(polls).toBeGreaterThanOrEqual(4);
    expect(streams[0]?.signal.aborted).toBe(true);
    expect(streams.length).toBeGreaterThan(1);
  });

  it('is not fresh without a network, and tries everything at once when it comes back', async () => {
    reachable = false;
    channel.start();
    streams[0]?.fail();
    await pass(60, () => streams.at(-1)?.fail());
    expect(channel.fresh).toBe(false);
    streams.at(-1)?.fail();
    await settle();
    const before = { polls, streams: streams.length };
    reachable = true;
    channel.hurry();
    await settle();
    expect(polls).toBe(before.polls + 1);
    expect(streams.length).toBe(before.streams + 1);
    expect(channel.fresh).toBe(true);
  });

  it('leaves nothing running behind', async () => {
    channel.start();
    channel.stop();
    await pass(120);
    expect({ polls, streams: streams.length, aborted: streams[0]?.signal.aborted }).toEqual({
      polls: 0,
      streams: 1,
      aborted: true,
    });
    expect(timers.pending).toBe(0);
  });
});
