import { createHash, randomBytes } from 'node:crypto';
import { migrations } from '@zhian/migrations';
import pg from 'pg';
import { DataSource } from 'typeorm';

/** Set by the global set-up (test/support/global-setup.mjs): a superuser's URL of the throw-away cluster of this run. */
function adminUrl(): string {
  const url = process.env['ZHIAN_TEST_DATABASE_ADMIN_URL'];
  if (!url)
    throw new Error('ZHIAN_TEST_DATABASE_ADMIN_URL is not set: run the suite through tools/jest.mjs or npm test');
  return url;
}

export function urlOf(database: string, role: 'superuser' | 'zhian' = 'superuser'): string {
  const url = new URL(adminUrl());
  url.pathname = `/${database}`;
  if (role === 'zhian') {
    url.username = 'zhian';
    url.password = 'zhian-test';
  }
  return url.toString();
}

async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

// A migration that is still being written changes its text, and so the template.
const TEMPLATE = `zhian_template_${createHash('sha256').update(migrations.map(String).join('\n')).digest('hex').slice(0, 16)}`;

/** Tests always run on migrations. The first test file of a run migrates a template; every other one clones it. */
async function ensureTemplate(client: pg.Client): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(4711)`);
  const { rows } = await client.query(`SELECT 1 FROM pg_database WHERE datname = $1`, [TEMPLATE]);
  if (rows.length === 0) {
    await client.query(
      `DO $$ BEGIN CREATE ROLE zhian LOGIN NOSUPERUSER NOBYPASSRLS; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    );
    await client.query(`ALTER ROLE zhian PASSWORD 'zhian-test'`);
    const making = `${TEMPLATE}_making_${randomBytes(4).toString('hex')}`;
    await client.query(`CREATE DATABASE ${making} OWNER zhian`);
    const dataSource = await new DataSource({
      type: 'postgres',
      url: urlOf(making, 'zhian'),
      migrations,
      migrationsTableName: 'migration',
    }).initialize();
    await dataSource.runMigrations({ transaction: 'each' });
    await dataSource.destroy();
    await client.query(`ALTER DATABASE ${making} RENAME TO ${TEMPLATE}`);
  }
}

export interface TestDatabase {
  readonly name: string;
  /** As the application connects: not a superuser, row-level security applies. */
  readonly url: string;
  /** As a superuser, to look at what is really stored. */
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `zhian_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await asAdmin(async (client) => {
    await ensureTemplate(client);
    await client.query(`CREATE DATABASE ${name} OWNER zhian TEMPLATE ${TEMPLATE}`);
  });
  return {
    name,
    url: urlOf(name, 'zhian'),
    superuserUrl: urlOf(name),
    drop: () => asAdmin(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}
