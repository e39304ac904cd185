import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { defineEvent } from '../../apps/api/src/platform/outbox/events.js';
import { Outbox } from '../../apps/api/src/platform/outbox/outbox.js';
import { OutboxRelay } from '../../apps/api/src/platform/outbox/relay.js';
import { Subscribers } from '../../apps/api/src/platform/outbox/subscribers.js';
import { freePort } from '../support/browser.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { until } from '../support/until.js';

// The same code on the other backend: everything else in this suite runs the queue on PostgreSQL.

const happened = defineEvent('test.happened', z.object({ n: z.number() }));

let redis: ChildProcess;
let folder: string;
let t: TestApp;
const handled: number[] = [];

function startRedis(port: number): ChildProcess {
  return spawn(
    'redis-server',
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--appendonly',
      'yes',
      '--maxmemory-policy',
      'noeviction',
    ],
    { stdio: 'ignore' },
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhian-redis-'));
  const port = await freePort();
  redis = startRedis(port);
  // Rejects when there is no redis-server on PATH: npm test has said how to get it.
  await once(redis, 'spawn');
  t = await startTestApp({ env: { REDIS_URL: `redis://127.0.0.1:${port}` } });
  t.get(Subscribers).register({
    name: 'test.listener',
    event: happened,
    handle: async (_, { n }) => void handled.push(n),
  });
  await t.get(OutboxRelay).start();
}, 60_000);

afterAll(async () => {
  await t?.close();
  if (redis.pid !== undefined) {
    redis.kill('SIGKILL');
    await once(redis, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
});

const announce = (n: number) =>
  t.get(UnitOfWork).run(Ctx.system('test'), (tx) => t.get(Outbox).append(tx, happened, { n }));

describe('events over Redis', () => {
  it('reach the subscriber once each, in a transaction with the inbox row', async () => {
    for (let n = 1; n <= 20; n += 1) await announce(n);
    await until(() => handled.length >= 20);
    expect([...handled].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect((await t.db.query(`SELECT 1 FROM inbox WHERE subscriber = 'test.listener'`)).rowCount).toBe(20);
  });

  it('an event that is rolled back never happened', async () => {
    await expect(
      t.get(UnitOfWork).run(Ctx.system('test'), async (tx) => {
        await t.get(Outbox).append(tx, happened, { n: 99 });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await announce(21);
    await until(() => handled.includes(21));
    expect(handled).not.toContain(99);
  });

  it('the queue is a hint: what a lost hint left undone is handed over again, and a doubled one changes nothing', async () => {
    const eventId = await announce(22);
    await until(() => handled.includes(22));
    // The hint was lost: published long ago, and nobody has handled it.
    await t.db.query(`DELETE FROM inbox WHERE event_id = $1`, [eventId]);
    await t.db.query(`UPDATE outbox SET published_at = now() - interval '5 minutes' WHERE id = $1`, [eventId]);
    await t.get(OutboxRelay).sweep();
    await until(() => handled.filter((n) => n === 22).length === 2);
    expect(await t.get(Subscribers).deliver('test.listener', eventId)).toBe('repeated');
    expect(handled.filter((n) => n === 22)).toHaveLength(2);
    await t.db.query(`UPDATE outbox SET published_at = now() - interval '5 minutes' WHERE id = $1`, [eventId]);
    await t.get(OutboxRelay).sweep();
    expect(
      (await t.db.query(`SELECT settled_at FROM outbox WHERE id = $1`, [eventId])).rows[0].settled_at,
    ).not.toBeNull();
  });
});
