import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Between an application and PostgreSQL: loses what a test wants lost. */
export interface DatabaseProxy {
  /** The database's URL by way of the proxy. */
  readonly url: string;
  /** How often something was lost so far. */
  readonly losses: () => number;
  /**
   * The next time a client sends something that contains `text`: 'reply' passes it on and cuts the connection in place of the
   * first answer, so that PostgreSQL has done it and nobody hears of it; 'request' cuts before it is passed on.
   */
  loseNext(text: string, what: 'request' | 'reply'): void;
  close(): Promise<void>;
}

export async function startDatabaseProxy(target: string): Promise<DatabaseProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let armed: { text: string; what: 'request' | 'reply' } | null = null;
  let losses = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let cutAtReply = false;
    const cut = (): void => {
      losses += 1;
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (armed && chunk.includes(armed.text)) {
        const { what } = armed;
        armed = null;
        if (what === 'request') return cut();
        cutAtReply = true;
      }
      upstream.write(chunk);
    });
    // PostgreSQL answers after COMMIT: whatever comes now comes after it.
    upstream.on('data', (chunk) => (cutAtReply ? cut() : client.write(chunk)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.toString(),
    losses: () => losses,
    loseNext: (text, what) => {
      armed = { text, what };
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
