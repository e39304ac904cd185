import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { LatestStream } from './latest-stream.js';

describe('a stream of the latest', () => {
  it('gives a slow reader the newest event only, and never more than one waits', async () => {
    const stream = new LatestStream();
    stream.offer({ n: 0 });
    for (let n = 1; n <= 1000; n += 1) {
      stream.offer({ n });
      stream.ping();
    }
    expect(stream.readableLength).toBeLessThan(50);
    const read: string[] = [];
    stream.on('data', (text: string) => read.push(text));
    await turn();
    await turn();
    stream.offer({ n: 1001 });
    stream.finish();
    await turn();
    await turn();
    expect(read).toEqual(['data: {"n":0}\n\n', 'data: {"n":1000}\n\n', 'data: {"n":1001}\n\n']);
    expect(stream.readableEnded).toBe(true);
  });

  it('sends what waits before it ends, and nothing after', async () => {
    const stream = new LatestStream();
    stream.offer({ n: 0 });
    stream.offer({ n: 1 });
    stream.finish();
    stream.offer({ n: 2 });
    expect((await stream.toArray()).join('')).toBe('data: {"n":0}\n\ndata: {"n":1}\n\n');
  });

  it('a ping goes out when nothing waits, and in nobody’s place', async () => {
    const stream = new LatestStream();
    stream.ping();
    stream.offer({ n: 1 });
    stream.ping();
    stream.finish();
    expect((await stream.toArray()).join('')).toBe(': ping\n\ndata: {"n":1}\n\n');
  });
});
