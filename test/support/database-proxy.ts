import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Conversation, MessageReader } from './postgres-wire.js';

/** The moment of a transaction at which something is to go wrong. */
export interface Aim {
  /** One of the transaction's statements says this. */
  readonly statement: RegExp;
  /**
   * before: PostgreSQL never hears of the commit. during: it is passed on, and nobody waits for the answer. after: PostgreSQL
   * has said that it is done, and nobody hears it.
   */
  readonly at: 'before' | 'during' | 'after';
  /** What happens then. The connection stands still meanwhile and is cut afterwards. */
  readonly strike?: () => Promise<void>;
}

/** Between an application and PostgreSQL: loses what a test wants lost. */
export interface DatabaseProxy {
  /** The database's URL by way of the proxy. */
  readonly url: string;
  /** Hits the next transaction that the aim fits, once. Resolves when it is done; rejects when there was none in time. */
  hit(aim: Aim, withinMs?: number): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  readonly aim: Aim;
  /** Lets it happen; `cut` ends the connection. */
  strike(cut: () => void): Promise<void>;
}

type Take = (statements: readonly string[], ...moments: readonly Aim['at'][]) => Waiting | undefined;

export async function startDatabaseProxy(target: string): Promise<DatabaseProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const waiting = new Set<Waiting>();
  const take: Take = (statements, ...moments) => {
    const found = [...waiting].find(
      ({ aim }) => moments.includes(aim.at) && statements.some((text) => aim.statement.test(text)),
    );
    if (found) waiting.delete(found);
    return found;
  };
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    bridge(client, upstream, take);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.toString(),
    hit: (aim, withinMs = 15_000) =>
      new Promise((done, failed) => {
        // Only the waiting for it is limited, not what happens then.
        const late = setTimeout(() => {
          waiting.delete(one);
          failed(new Error(`no transaction with ${aim.statement} within ${withinMs} ms`));
        }, withinMs);
        const one: Waiting = {
          aim,
          strike: async (cut) => {
            clearTimeout(late);
            await aim.strike?.().catch(failed);
            cut();
            done();
          },
        };
        waiting.add(one);
      }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Passes messages on until one of them is what an aim waits for. */
function bridge(client: Socket, upstream: Socket, take: Take): void {
  const conversation = new Conversation();
  const requests = new MessageReader(false);
  const replies = new MessageReader(true);
  let struck = false;
  const strike = (one: Waiting): void => {
    struck = true;
    void one.strike(() => {
      client.destroy();
      upstream.destroy();
    });
  };
  client.on('data', (chunk) => {
    if (struck) return;
    const passed: Buffer[] = [];
    for (const message of requests.read(chunk)) {
      const hit = conversation.fromClient(message) ? take(conversation.statements, 'before', 'during') : undefined;
      // What came before it in this chunk is nothing without the commit.
      if (hit?.aim.at === 'before') return strike(hit);
      passed.push(message.bytes);
      if (!hit) continue;
      struck = true;
      upstream.write(Buffer.concat(passed), () => strike(hit));
      return;
    }
    if (passed.length > 0) upstream.write(Buffer.concat(passed));
  });
  upstream.on('data', (chunk) => {
    if (struck) return;
    const passed: Buffer[] = [];
    for (const message of replies.read(chunk)) {
      const hit = conversation.fromServer(message) ? take(conversation.statements, 'after') : undefined;
      if (hit) return strike(hit);
      if (message.type === 'Z') conversation.answered();
      passed.push(message.bytes);
    }
    if (passed.length > 0) client.write(Buffer.concat(passed));
  });
}
