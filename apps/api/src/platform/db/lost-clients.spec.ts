import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { loadConfig, type Config } from '../config/config.js';
import { queueConnection } from '../queue/connection.js';
import { dataSourceOptions } from './database.module.js';
import { SqlPool } from './sql-pool.js';

/** One message of PostgreSQL's protocol. */
function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

const AUTHENTICATED = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const ENDED = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'));

// A PostgreSQL that is killed as it lets somebody in: both reach the client in one piece.
let server: Server;
let config: Config;

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([AUTHENTICATED, READY, ENDED])));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  config = loadConfig({ DATABASE_URL: `postgresql://zhian@127.0.0.1:${port}/zhian` });
});
afterAll(() => new Promise((done) => server.close(done)));

const pools: Readonly<Record<string, () => pg.Pool>> = {
  'the pool of the ORM': () => new pg.Pool({ connectionString: config.DATABASE_URL, ...extraOf(config) }),
  'the pool of the hot paths': () => new SqlPool(config).pool,
  'the pool of the queue': () => new pg.Pool(queueConnection(config) as pg.PoolConfig),
};
const extraOf = (given: Config): pg.PoolConfig => dataSourceOptions(given).extra as pg.PoolConfig;

describe('a client that PostgreSQL ends as soon as it is connected', () => {
  it.each(Object.keys(pools))(
    '%s: whoever holds it hears of it by his query, and the process lives on',
    async (name) => {
      const pool = pools[name]?.();
      if (!pool) throw new Error(name);
      pool.on('error', () => undefined);
      const client = await pool.connect();
      await expect(client.query('SELECT 1')).rejects.toThrow(/not queryable|terminat|ended/i);
      client.release(true);
      await pool.end();
    },
  );
});
