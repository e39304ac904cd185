import type { INestApplicationContext } from '@nestjs/common';
import { inventedCreditCode } from '../../demo/invented-numbers.js';
import { readRegions } from '../../demo/data.js';
import { ImportRegions, PostRegister } from '../../modules/organisations/index.js';
import type { Tx } from '../../platform/db/tx.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { SEED_FIELDS, SEED_POSTS, SEED_UNITS, seedEnterpriseName } from './seed-numbers.js';

const SERIES = 'S';
const COUNTY = '140428';
const TOWNS = ['140428100', '140428101', '140428102', '140428103', '140428104', '140428105', '140428106'] as const;

export interface SeedEnterprise {
  readonly id: string;
  readonly units: readonly string[];
  readonly posts: readonly string[];
}

interface Root {
  readonly id: string;
  readonly name: string;
  readonly kind: 'government' | 'enterprise';
  readonly region: string;
  readonly creditCode: string;
  readonly field: string | null;
}

/**
 * The county's trial bureau, which owns the questions, and the enterprises with four workshops and four posts each. Sets of
 * rows in one statement: the verb for one organisation would take minutes for twenty thousand. What is there already stays.
 */
export async function seedOrganisations(
  app: INestApplicationContext,
  tx: Tx,
  count: number,
): Promise<{ bureau: string; enterprises: SeedEnterprise[] }> {
  if (!(await tx.one(`SELECT 1 AS found FROM region WHERE code = $1`, [TOWNS[0]]))) {
    const file = { bytes: await readRegions(), fileName: 'regions.csv' };
    await app.get(ImportRegions, { strict: false }).execute(tx.ctx, file);
  }
  const bureau: Root = {
    id: uuidv7(),
    name: '试验监管局',
    kind: 'government',
    region: COUNTY,
    creditCode: inventedCreditCode('11', SERIES, 0),
    field: null,
  };
  const roots = Array.from({ length: count }, (_, index): Root => ({
    id: uuidv7(),
    name: seedEnterpriseName(index),
    kind: 'enterprise',
    region: TOWNS[index % TOWNS.length] ?? COUNTY,
    creditCode: inventedCreditCode('91', SERIES, index + 1),
    field: SEED_FIELDS[index % SEED_FIELDS.length] ?? null,
  }));
  const fresh = await insertRoots(tx, [bureau, ...roots]);
  await insertUnits(
    tx,
    roots.filter(({ creditCode }) => fresh.has(creditCode)),
  );
  const posts = app.get(PostRegister, { strict: false });
  for (const root of roots)
    if (fresh.has(root.creditCode)) await posts.open(tx, { id: root.id, field: root.field }, SEED_POSTS);
  return {
    bureau: await bureauId(tx, bureau.creditCode),
    enterprises: await load(
      tx,
      roots.map(({ creditCode }) => creditCode),
    ),
  };
}

/** The credit codes that are new. */
async function insertRoots(tx: Tx, roots: readonly Root[]): Promise<Set<string>> {
  const rows = await tx.query<{ credit_code: string }>(
    `INSERT INTO organisation (id, name, kind, enterprise_id, path, region_code, credit_code, field, created_at)
     SELECT id, name, kind, id, '/' || id || '/', region, code, field, now()
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS r (id, name, kind, region, code, field)
     ON CONFLICT DO NOTHING RETURNING credit_code`,
    [
      roots.map(({ id }) => id),
      roots.map(({ name }) => name),
      roots.map(({ kind }) => kind),
      roots.map(({ region }) => region),
      roots.map(({ creditCode }) => creditCode),
      roots.map(({ field }) => field),
    ],
  );
  return new Set(rows.map((row) => row.credit_code));
}

async function insertUnits(tx: Tx, roots: readonly Root[]): Promise<void> {
  const units = roots.flatMap((root) => SEED_UNITS.map((name) => ({ id: uuidv7(), root: root.id, name })));
  await tx.query(
    `INSERT INTO organisation (id, name, kind, parent_id, enterprise_id, path, region_code, field, created_at)
     SELECT u.id, u.name, 'workshop', o.id, o.id, o.path || u.id || '/', o.region_code, o.field, now()
     FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS u (id, root, name) JOIN organisation o ON o.id = u.root`,
    [units.map(({ id }) => id), units.map(({ root }) => root), units.map(({ name }) => name)],
  );
}

async function bureauId(tx: Tx, creditCode: string): Promise<string> {
  const row = await tx.one<{ id: string }>(`SELECT id FROM organisation WHERE credit_code = $1`, [creditCode]);
  if (!row) throw new Error('the trial bureau is not there');
  return row.id;
}

async function load(tx: Tx, creditCodes: readonly string[]): Promise<SeedEnterprise[]> {
  const rows = await tx.query<SeedEnterprise & { code: string }>(
    `SELECT o.credit_code AS code, o.id,
            ARRAY(SELECT u.id::text FROM organisation u WHERE u.parent_id = o.id ORDER BY u.id) AS units,
            ARRAY(SELECT p.id::text FROM post p WHERE p.organisation_id = o.id ORDER BY p.id) AS posts
     FROM organisation o WHERE o.credit_code = ANY($1::text[])`,
    [creditCodes],
  );
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return creditCodes.flatMap((code) => byCode.get(code) ?? []);
}
