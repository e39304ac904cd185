import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startDatabaseProxy, type Aim, type DatabaseProxy } from '../support/database-proxy.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

// The tool itself: what the other suites believe of a COMMIT rests on it.

let database: TestDatabase;
let proxy: DatabaseProxy;
let direct: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startDatabaseProxy(database.superuserUrl);
  direct = new pg.Client({ connectionString: database.superuserUrl });
  await direct.connect();
  await direct.query(`CREATE TABLE fault (way text, at text)`);
});
afterAll(async () => {
  await proxy.close();
  await direct.end();
  await database.drop();
});

const INSERT = `INSERT INTO fault (way, at) VALUES ($1, $2)`;
const quoted = (text: string): string => `'${text}'`;

/** The ways in which our code sends a write. */
const ways: Readonly<Record<string, (client: pg.Client, values: string[]) => Promise<unknown>>> = {
  'a simple statement': (client, values) =>
    client.query(`INSERT INTO fault (way, at) VALUES (${values.map(quoted).join()})`),
  'a statement with parameters': (client, values) => client.query(INSERT, values),
  'a statement prepared before': (client, values) => client.query({ name: 'insert', text: INSERT, values }),
  'a transaction block': async (client, values) => {
    await client.query('BEGIN');
    await client.query(INSERT, values);
    await client.query('SELECT 1');
    await client.query('COMMIT');
  },
};

const cases = Object.keys(ways).flatMap((way) =>
  (['before', 'during', 'after'] as const).map((at) => [way, at] as const),
);

describe('a cut around the COMMIT', () => {
  it.each(cases)('of %s, %s it', async (way, at) => {
    const client = new pg.Client({ connectionString: proxy.url });
    client.on('error', () => undefined);
    await client.connect();
    await client.query({ name: 'insert', text: INSERT, values: ['prepared', 'before'] });
    let committedAtTheStrike: number | null = null;
    const stored = async () =>
      (await direct.query(`SELECT 1 FROM fault WHERE way = $1 AND at = $2`, [way, at])).rowCount ?? 0;
    const aim: Aim = {
      statement: /INSERT INTO fault/,
      at,
      strike: async () => void (committedAtTheStrike = await stored()),
    };
    const hit = proxy.hit(aim);
    await expect(ways[way]?.(client, [way, at])).rejects.toThrow(/terminated|ECONNRESET/);
    await hit;
    const rows = await stored();
    if (at === 'before') expect([committedAtTheStrike, rows]).toEqual([0, 0]);
    if (at === 'after') expect([committedAtTheStrike, rows]).toEqual([1, 1]);
    // Passed on, and so committed by a PostgreSQL that is well; at the strike nobody knows.
    if (at === 'during') expect(rows).toBeLessThanOrEqual(1);
  });

  it('is not made by what is rolled back or refused, nor by another statement', async () => {
    const client = new pg.Client({ connectionString: proxy.url });
    await client.connect();
    const outcome = proxy.hit({ statement: /INSERT INTO fault/, at: 'after' }, 500).then(() => 'hit', String);
    await client.query('BEGIN');
    await client.query(INSERT, ['x', 'x']);
    await client.query('ROLLBACK');
    await client.query(`INSERT INTO fault (nothing) VALUES (1)`).catch(() => undefined);
    await client.query('SELECT 1');
    expect(await outcome).toContain('no transaction with');
    await client.end();
  });
});
