import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Abstract, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import request from 'supertest';
import { AppModule } from '../../apps/api/src/app.module.js';
import { ManualClock, SystemClock, type Clock } from '../../apps/api/src/platform/clock/clock.js';
import { loadConfig } from '../../apps/api/src/platform/config/config.js';
import { createApp } from '../../apps/api/src/platform/http/create-app.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import { createLogger } from '../../apps/api/src/platform/logging/logger.js';
import { OutboxRelay } from '../../apps/api/src/platform/outbox/relay.js';
import { chooseQueueBackend } from '../../apps/api/src/platform/queue/connection.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { Factory } from './factory.js';

export interface SignedIn {
  readonly token: string;
  readonly accountId: string;
  readonly personId: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly database: TestDatabase;
  /** As a superuser: sees what is stored, whatever row-level security says. */
  readonly db: pg.Pool;
  readonly factory: Factory;
  readonly clock: ManualClock | null;
  readonly dataDir: string;
  readonly logs: string[];
  get<T>(type: Type<T> | Abstract<T>): T;
  http(): ReturnType<typeof request>;
  /** An account with one role and a session, without the cost of a password. */
  signIn(
    role: string,
    at?: { organisationId?: string; regionCode?: string; field?: string; personId?: string },
  ): Promise<SignedIn>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** Given: the app runs on this standing clock. */
  readonly now?: string;
  /** Also deliver events, as the worker does. */
  readonly worker?: boolean;
  /** Join an existing database: a second instance. */
  readonly database?: TestDatabase;
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Default: any free one. Given when the address is printed somewhere (PUBLIC_URL). */
  readonly port?: number;
}

export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase());
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'zhian-test-')));
  const config = loadConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'info',
    DATABASE_POOL: '12',
    ...options.env,
  });
  chooseQueueBackend(config);
  const clock: Clock = options.now ? new ManualClock(new Date(options.now)) : new SystemClock();
  const logs: string[] = [];
  const logger = createLogger(config, 'test', {
    write: (line: string) => {
      logs.push(line);
      if (line.includes('"level":50')) process.stderr.write(line);
    },
  });
  const app = await createApp(AppModule.forRoot(config, clock), config, logger);
  await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  if (options.worker) await app.get(OutboxRelay).start();
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const db = new pg.Pool({ connectionString: database.superuserUrl, max: 4 });
  // A connection that the server ends while the database is dropped is no failure of the test.
  db.on('error', () => undefined);
  const get = <T>(type: Type<T> | Abstract<T>): T => app.get(type as Type<T>, { strict: false });
  const factory = new Factory(db, get);

  return {
    app,
    url,
    database,
    db,
    factory,
    clock: clock instanceof ManualClock ? clock : null,
    dataDir,
    logs,
    get,
    http: () => request(url),
    signIn: (role, at = {}) => signIn(db, clock, role, at),
    close: async () => {
      await app.close();
      await db.end();
      if (!options.database) await database.drop();
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function signIn(
  db: pg.Pool,
  clock: Clock,
  role: string,
  at: { organisationId?: string; regionCode?: string; field?: string; personId?: string },
): Promise<SignedIn> {
  const accountId = uuidv7();
  const token = randomBytes(32).toString('base64url');
  const now = clock.now();
  const existing = at.personId
    ? await db.query<{ id: string }>(`SELECT id FROM account WHERE person_id = $1`, [at.personId])
    : null;
  const id = existing?.rows[0]?.id ?? accountId;
  if (id === accountId) {
    await db.query(
      `INSERT INTO account (id, login, person_id, display_name, password_hash, must_change_password, status, created_at)
       VALUES ($1, $2, $3, $4, 'no-password', false, 'active', $5)`,
      [accountId, `t${randomBytes(6).toString('hex')}`, at.personId ?? null, `测试${role}`, now],
    );
  }
  await db.query(
    `INSERT INTO role_grant (id, account_id, role, organisation_id, region_code, field, granted_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [uuidv7(), id, role, at.organisationId ?? null, at.regionCode ?? null, at.field ?? null, now],
  );
  await db.query(
    `INSERT INTO session (id, account_id, token_hash, created_at, expires_at, last_seen_at) VALUES ($1, $2, $3, $4, $5, $4)`,
    [uuidv7(), id, createHash('sha256').update(token).digest('hex'), now, new Date(now.getTime() + 365 * 86_400_000)],
  );
  return { token, accountId: id, personId: at.personId ?? null, headers: { authorization: `Bearer ${token}` } };
}
