import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { ROOT } from '../support/source-files.js';
import { SQL_PAYLOADS } from '../support/sql-payloads.js';

/** The law asks for every payload at every parameter; CI lets them take turns. ZHIAN_PAYLOADS=60 for the whole size. */
const EACH = Math.min(Number(process.env['ZHIAN_PAYLOADS'] ?? 2), SQL_PAYLOADS.length);

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: { readonly type?: string; readonly format?: string; readonly enum?: readonly unknown[] };
}

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[] }>>>>;
}

/** Every GET with a query, as the API describes itself. */
const routes = Object.entries(
  (JSON.parse(readFileSync(join(ROOT, 'apps/api/openapi.json'), 'utf8')) as Described).paths,
).flatMap(([path, methods]) => {
  const query = (methods['get']?.parameters ?? []).filter((parameter) => parameter.in === 'query');
  return query.length > 0 ? [{ path: path.replace(/\{\w+\}/g, '01900000-0000-7000-8000-000000000000'), query }] : [];
});

/** A parameter that takes any text: what is searched for, and not what is searched by. */
const isFree = ({ name, schema }: Parameter): boolean =>
  name !== 'cursor' && schema.type === 'string' && !schema.format && !schema.enum;

let t: TestApp;
let actors: SignedIn[];
const statements: string[] = [];
const original = pg.Client.prototype.query;

beforeAll(async () => {
  t = await startTestApp();
  const enterprise = await t.factory.organisation();
  actors = [
    await t.signIn('safety_officer', { organisationId: enterprise.id }),
    await t.signIn('regulator', { regionCode: '140428' }),
    await t.signIn('system_administrator'),
    await t.signIn('auditor'),
  ];
  const record = function (this: pg.Client, ...given: unknown[]): unknown {
    const [first] = given;
    statements.push(typeof first === 'string' ? first : String((first as { text?: string } | null)?.text ?? ''));
    return Reflect.apply(original, this, given);
  };
  pg.Client.prototype.query = record as typeof original;
});
afterAll(async () => {
  pg.Client.prototype.query = original;
  await t.close();
});

const get = (path: string, query: object, actor: SignedIn) => t.http().get(path).query(query).set(actor.headers);

/** Somebody who may ask this at all, and what he gets without a query. */
async function asker(path: string): Promise<{ actor: SignedIn; plain: number }> {
  for (const actor of actors) {
    const plain = (await get(path, {}, actor)).status;
    if (plain !== 403) return { actor, plain };
  }
  throw new Error(`nobody may ask ${path}`);
}

describe('A17 every parameter of every route', () => {
  it(
    `is a closed list, a shape, or a value that is searched for; unknown ones are refused (${EACH} payloads each)`,
    async () => {
      expect(routes.length).toBeGreaterThan(40);
      const wrong: unknown[] = [];
      let turn = 0;
      for (const { path, query } of routes) {
        const { actor, plain } = await asker(path);
        const unknown = ['sort', 'orderBy', 'groupBy'].filter((name) => !query.some((known) => known.name === name));
        const names = [...query.map(({ name }) => name), ...unknown];
        for (const name of names) {
          const parameter = query.find((known) => known.name === name);
          for (let n = 0; n < EACH; n += 1) {
            const payload = SQL_PAYLOADS[turn++ % SQL_PAYLOADS.length] ?? '';
            const { status } = await get(path, { [name]: payload }, actor);
            // A cursor is read after its list was found, and there is none under an identifier that nobody has.
            const missing = name === 'cursor' && plain === 404;
            const free = parameter !== undefined && isFree(parameter);
            const fits = status === 422 || (missing && status === 404) || (free && [200, 404].includes(status));
            if (!fits) wrong.push([path, name, payload, status]);
          }
        }
      }
      expect(wrong).toEqual([]);
    },
    60_000 + EACH * 20_000,
  );

  it('is never part of a statement', () => {
    expect(statements.length).toBeGreaterThan(100);
    const distinct = SQL_PAYLOADS.filter((payload) => /[A-Za-z]{3}|\d/.test(payload) && payload.length > 8);
    const texts = [...new Set(statements)];
    expect(distinct.filter((payload) => texts.some((text) => text.includes(payload)))).toEqual([]);
  });
});
