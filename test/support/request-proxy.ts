import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a bad network does with one request. */
export interface Mischief {
  /** Kept back for so long, so that later requests overtake it. */
  readonly delayMs?: number;
  /** Arrives again so long after it was sent. */
  readonly againAfterMs?: readonly number[];
  /** Arrives again when nothing else is under way any more: see `settled`. */
  readonly againAtTheEnd?: boolean;
  /** The connection is reset in place of the answer. */
  readonly loseReply?: boolean;
}

/** Between a client and the API: late, twice, out of order, and answers that never arrive. */
export interface RequestProxy {
  readonly url: string;
  /** What the API said to requests that came again. */
  readonly repeats: readonly number[];
  /** Answers that were thrown away so far. */
  readonly lost: () => number;
  /** Resolves when nothing is under way any more, what comes again at the end included. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const PASSED_ON = ['authorization', 'content-type', 'idempotency-key', 'if-match', 'x-zhian-device'];

export async function startRequestProxy(
  target: string,
  mischief: (method: string, path: string) => Mischief,
): Promise<RequestProxy> {
  const repeats: number[] = [];
  const underWay = new Set<Promise<void>>();
  const atTheEnd: (() => Promise<void>)[] = [];
  let lost = 0;
  const track = (work: Promise<void>): void => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };
  const server = createServer((request, reply) => {
    track(
      (async () => {
        const { method = 'GET', url: path = '/' } = request;
        const body = await buffer(request);
        const send = (): Promise<Response> =>
          fetch(`${target}${path}`, {
            method,
            headers: passedOn(request.headers),
            ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
          });
        const { delayMs = 0, againAfterMs = [], againAtTheEnd = false, loseReply = false } = mischief(method, path);
        const repeat = async (): Promise<void> => void repeats.push((await send()).status);
        for (const wait of againAfterMs) track(sleep(wait).then(repeat));
        if (againAtTheEnd) atTheEnd.push(repeat);
        await sleep(delayMs);
        const answer = await send();
        const content = Buffer.from(await answer.arrayBuffer());
        if (loseReply) {
          lost += 1;
          request.socket.resetAndDestroy();
          return;
        }
        const type = answer.headers.get('content-type');
        reply.writeHead(answer.status, type ? { 'content-type': type } : {}).end(content);
      })().catch(() => void reply.destroy()),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    repeats,
    lost: () => lost,
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
      await Promise.all(atTheEnd.splice(0).map((repeat) => repeat()));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );
}
