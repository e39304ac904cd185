import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fetchPack } from './fetch-pack.js';

const whole = new Uint8Array(1000).map((_, at) => at % 251);
const sha256 = createHash('sha256').update(whole).digest('hex');
const offer = { id: 'pack', size: whole.length, sha256 };
const browserFetch = globalThis.fetch;
/** The first byte that each request asked for. */
let asked: number[];
let server: (from: number) => Response;

beforeEach(() => {
  asked = [];
  globalThis.fetch = (_, options) => {
    const { range = 'bytes=0-' } = { ...(options?.headers as Record<string, string> | undefined) };
    const from = Number(/^bytes=(\d+)-$/.exec(range)?.[1]);
    asked.push(from);
    return Promise.resolve(server(from));
  };
});
afterEach(() => {
  globalThis.fetch = browserFetch;
});

const answer = (from: number, body: ConstructorParameters<typeof Response>[0], etag = `"${sha256}"`): Response =>
  new Response(body, { status: from > 0 ? 206 : 200, headers: { etag } });

/** Sends `bytes`, then the line is gone. */
const broken = (bytes: Uint8Array): ReadableStream =>
  new ReadableStream({
    pull(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      bytes = new Uint8Array();
      setTimeout(() => controller.error(new TypeError('network')), 1);
    },
  });

const fetchIt = (): Promise<ArrayBuffer> => fetchPack('autumn', offer, new AbortController().signal, 0);

describe('a pack over a bad line', () => {
  it('goes on where it broke off', async () => {
    server = (from) => answer(from, from < 600 ? broken(whole.slice(from, from + 300)) : whole.slice(from));
    expect(new Uint8Array(await fetchIt())).toEqual(whole);
    expect(asked).toEqual([0, 300, 600]);
  });

  it('is given up after three tries', async () => {
    server = (from) => answer(from, broken(whole.slice(from, from + 10)));
    await expect(fetchIt()).rejects.toThrow('whole');
    expect(asked).toEqual([0, 10, 20]);
    server = (from) => answer(from, new Uint8Array());
    await expect(fetchIt()).rejects.toThrow('whole');
  });

  it('comes when the server has time again', async () => {
    server = (from) => (asked.length < 3 ? new Response(null, { status: 503 }) : answer(from, whole));
    expect(new Uint8Array(await fetchIt())).toEqual(whole);
    expect(asked).toEqual([0, 0, 0]);
  });

  it('is given up at once when the server does not offer it, or another one', async () => {
    server = () => new Response(null, { status: 404 });
    await expect(fetchIt()).rejects.toThrow('404');
    server = (from) => answer(from, whole, '"another"');
    await expect(fetchIt()).rejects.toThrow('200');
    expect(asked).toEqual([0, 0]);
  });

  it('that was changed on its way, or is longer than was said, is not taken', async () => {
    server = (from) =>
      answer(
        from,
        whole.map((byte, at) => (at === 7 ? byte ^ 1 : byte)),
      );
    await expect(fetchIt()).rejects.toThrow('damaged');
    server = (from) => answer(from, new Uint8Array(2000));
    await expect(fetchIt()).rejects.toThrow('whole');
  });
});
