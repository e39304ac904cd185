import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { COLUMN_CLASSES } from '../support/column-classes.js';
import { startTestApp, type TestApp } from '../support/harness.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

interface Operation {
  readonly operationId: string;
  readonly 'x-policy': { readonly access: 'public' | 'signed-in' | 'permission' };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema?: Schema }>> }>>;
}

const api = JSON.parse(readFileSync(new URL('../../apps/api/openapi.json', import.meta.url), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

const DISCLOSED = 'of a paper that is over, as far as the disclosure of its exam goes';
const OWN_PAPER = 'the questions as they are shown, without keys, and his own answers';
const SECTION = 'the text of a section of a handbook, and its name in addresses';

/** Names that a secret column has as well, and what they are in these answers. */
const OTHERWISE_MEANT: Readonly<Record<string, string>> = {
  'Attempt_result: correct': DISCLOSED,
  'Attempt_result: explanation': DISCLOSED,
  'Attempt_result: key': DISCLOSED,
  'Attempt_submit: correct': DISCLOSED,
  'Attempt_submit: explanation': DISCLOSED,
  'Attempt_submit: key': DISCLOSED,
  'Attempt_show: answers': OWN_PAPER,
  'Attempt_show: paper': OWN_PAPER,
  'Attempt_start: answers': OWN_PAPER,
  'Attempt_start: paper': OWN_PAPER,
  'Attempt_start: key': 'opens his own questions of the pack, from the start on',
  'MyHandbook_read: body': SECTION,
  'MyHandbook_read: key': SECTION,
};

/** Every name that an answer may have in it, at any depth. */
function namesIn(schema: Schema | undefined, seen = new Set<string>()): string[] {
  if (!schema) return [];
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    if (seen.has(name)) return [];
    return namesIn(api.components.schemas[name], new Set([...seen, name]));
  }
  const inner = [schema.items, ...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, value]) => [name, ...namesIn(value, seen)]),
    ...inner.flatMap((each) => namesIn(each, seen)),
  ];
}

/** What routes answer that need no permission: everybody who sits exams may ask them. */
function candidateAnswers(): Record<string, string[]> {
  const operations = Object.values(api.paths).flatMap((path) => Object.values(path));
  return Object.fromEntries(
    operations
      .filter((operation) => operation['x-policy'].access !== 'permission')
      .map((operation) => {
        const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
        const names = good.flatMap(([, { content }]) => namesIn(content?.['application/json']?.schema));
        return [operation.operationId, [...new Set(names)].sort()] as const;
      })
      .filter(([, names]) => names.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

describe('A12 what a row holds and whom it is told', () => {
  it('somebody has decided it for every column of every table', async () => {
    const { rows } = await t.db.query<{ table: string; column: string }>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = 'public' AND to_regclass(quote_ident(table_name)) NOT IN (SELECT inhrelid FROM pg_inherits)`,
    );
    const stored = rows.map(({ table, column }) => `${table}.${column}`).sort();
    const decided = Object.entries(COLUMN_CLASSES).flatMap(([table, classes]) =>
      Object.values(classes).flatMap((names) =>
        String(names)
          .split(' ')
          .map((name) => `${table}.${name}`),
      ),
    );
    expect(decided.sort()).toEqual(stored);
  });

  it('no answer to candidates has a name that a secret column has', () => {
    const secret = new Set(
      Object.values(COLUMN_CLASSES).flatMap((classes) => (classes.secret?.split(' ') ?? []).map(camelCase)),
    );
    const told = Object.entries(candidateAnswers()).flatMap(([operation, names]) =>
      names.filter((name) => secret.has(name)).map((name) => `${operation}: ${name}`),
    );
    expect(told.sort()).toEqual(Object.keys(OTHERWISE_MEANT).sort());
  });

  it('answers to candidates have just these names; a new one is looked at by a person', () => {
    expect(candidateAnswers()).toMatchSnapshot();
  });
});
