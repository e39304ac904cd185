import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentitySeal, checkCharacter } from '../../apps/api/src/modules/organisations/index.js';
import { FieldCipher } from '../../apps/api/src/platform/crypto/field-cipher.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

const SIZE = 1_000;

let t: TestApp;
let officer: SignedIn;
let works: MadeOrganisation;
const numbers: string[] = [];
const phones: string[] = [];

beforeAll(async () => {
  t = await startTestApp({ env: { LOG_LEVEL: 'trace' } });
  works = await t.factory.organisation();
  officer = await t.signIn('safety_officer', { organisationId: works.id });
  for (let i = 0; i < SIZE; i += 1) {
    const body = `140499${1950 + (i % 50)}${String(1 + (i % 12)).padStart(2, '0')}${String(1 + (i % 28)).padStart(2, '0')}${String(i % 1000).padStart(3, '0')}`;
    numbers.push(body + checkCharacter(body));
    phones.push(`13${String(randomInt(1e9)).padStart(9, '0')}`);
  }
}, 120_000);
afterAll(() => t.close());

const post = (path: string) => t.http().post(`/api/v1${path}`).set(officer.headers);

/** Every value of every table as text, as `pg_dump | grep` would see it. */
async function everything(): Promise<string> {
  const { rows: tables } = await t.db.query<{ name: string }>(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await t.db.query<{ line: string }>(`SELECT x::text AS line FROM ${name} x`);
    parts.push(...rows.map((row) => row.line));
  }
  return parts.join('\n');
}

const hits = (haystack: string): string[] => [...numbers, ...phones].filter((secret) => haystack.includes(secret));

describe('A31 documents and phones at rest', () => {
  it(`A31 ${SIZE} people through every door: no number in any table, log or problem`, async () => {
    const lines = numbers.map((number, i) => `职工${i},${number},${phones[i] ?? ''},车间${i % 7},岗位${i % 5}`);
    const csv = Buffer.from(`姓名,证件号码,手机号,部门,岗位\n${lines.slice(0, SIZE - 4).join('\n')}\n`);
    const shown = await post('/roster-imports')
      .set('idempotency-key', 'preview-0001')
      .attach('file', csv, '花名册.csv');
    expect(shown.body.counts).toMatchObject({ new: SIZE - 4, refused: 0 });
    // The preview is stored by now, its rows encrypted.
    expect(hits(await everything())).toEqual([]);
    expect(
      (await post(`/roster-imports/${shown.body.id}/confirmation`).set('idempotency-key', 'confirm-0001').send({}))
        .status,
    ).toBe(200);

    const person = (i: number, more: object = {}) => ({
      name: `职工${i}`,
      idType: 'resident_id',
      idNumber: numbers[i],
      phone: phones[i],
      unitId: works.id,
      postIds: [],
      employmentType: 'regular',
      rosterRole: 'worker',
      startsOn: '2026-01-01',
      ...more,
    });
    const added = await post('/people')
      .set('idempotency-key', 'person-add-1')
      .send(person(SIZE - 4));
    expect(added.status).toBe(201);
    const problems = [
      await post('/people')
        .set('idempotency-key', 'person-add-2')
        .send(person(SIZE - 4)),
      await post('/people').send(person(SIZE - 3, { idNumber: `${numbers[SIZE - 3]?.slice(0, 17)}?` })),
      await post('/people').send(person(SIZE - 2, { unitId: numbers[SIZE - 2] })),
      await post('/people').send(person(SIZE - 1, { name: '别的姓名', idNumber: numbers[0] })),
      await t.http().get('/api/v1/people').query({ q: numbers[0] }).set(officer.headers),
      await t.http().get('/api/v1/people').query({ q: phones[1] }).set(officer.headers),
      await post('/roster-imports').attach(
        'file',
        Buffer.from(`姓名,证件号码,手机号\n甲,${numbers[2]},${phones[2]}\n乙,${numbers[3]},${phones[3]}9`),
        'x.csv',
      ),
    ];
    expect(problems.map((answer) => answer.status)).toEqual([409, 422, 422, 422, 200, 200, 201]);
    expect(problems.flatMap((answer) => hits(JSON.stringify(answer.body)))).toEqual([]);
    const reveal = await post(`/people/${added.body.id}/id-number-reveals`).send({ reason: '核对花名册' });
    expect(reveal.body).toEqual({ idNumber: numbers[SIZE - 4], phone: phones[SIZE - 4] });

    expect(hits(await everything())).toEqual([]);
    expect(hits(t.logs.join('\n'))).toEqual([]);
    expect(t.logs.length).toBeGreaterThan(10);
  }, 60_000);

  it('A31 the scan is able to find a number: the known-bad twin', async () => {
    await t.db.query(`INSERT INTO outbox (id, type, payload) VALUES (gen_random_uuid(), 'x', $1)`, [
      JSON.stringify({ phone: phones[0] }),
    ]);
    expect(hits(await everything())).toEqual([phones[0]]);
    await t.db.query(`DELETE FROM outbox WHERE type = 'x'`);
  });

  it('A31 equal values have different ciphertexts with a key id, and one keyed hash', async () => {
    const seal = t.get(IdentitySeal);
    const [a, b] = [seal.id(numbers[0] ?? ''), seal.id(numbers[0] ?? '')];
    expect(a.id_cipher).not.toBe(b.id_cipher);
    expect(a.id_cipher).toMatch(/^k[0-9a-f]{8}\./);
    expect(a.id_hash).toBe(b.id_hash);
    expect(seal.openId(a.id_cipher)).toBe(numbers[0]);
    // Bound to its column: a phone's ciphertext is no document's.
    expect(() => seal.openPhone(a.id_cipher)).toThrow(/authenticate/);
    expect(t.get(FieldCipher).lookup(numbers[0] ?? '', 'person.phone')).not.toBe(a.id_hash);
  });
});
