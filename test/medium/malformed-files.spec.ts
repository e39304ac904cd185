import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { malformedFiles } from '../../libs/question-bank/src/testing/malformed-files.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

/** Through the whole platform a sample will do: the library reads 3,600 of them (exchange/malformed-files.spec.ts). */
const SEEDS = Math.min(Number(process.env['ZHIAN_RUNS'] ?? 8), 60);

let t: TestApp;
let mine: MadeOrganisation;
let officer: SignedIn;

beforeAll(async () => {
  t = await startTestApp();
  mine = await t.factory.organisation();
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
});
afterAll(() => t.close());

describe('A19 malformed files', () => {
  it('sent to the platform are previewed or refused with a problem, and store no question', async () => {
    const replies = new Map<number, number>();
    for await (const { seed, fileName, bytes } of malformedFiles(SEEDS)) {
      const started = performance.now();
      const reply = await t
        .http()
        .post('/api/v1/question-imports')
        .set(officer.headers)
        .attach('file', Buffer.from(bytes), `${seed}-${fileName}`);
      expect(performance.now() - started).toBeLessThan(2000);
      replies.set(reply.status, (replies.get(reply.status) ?? 0) + 1);
      if (reply.status === 201) {
        expect(reply.body).toMatchObject({ status: 'previewed', confirmedAt: null });
        continue;
      }
      expect({ seed, fileName, status: reply.status, type: reply.type }).toEqual({
        seed,
        fileName,
        status: 422,
        type: 'application/problem+json',
      });
      expect(reply.body).toMatchObject({
        code: 'question-file-unreadable',
        detail: expect.stringMatching(/[一-鿿].*。$/),
      });
    }
    expect(replies.get(201)).toBeGreaterThan(SEEDS);
    expect(replies.get(422)).toBeGreaterThan(SEEDS);
    const { rows } = await t.db.query<{ questions: number; imports: number; confirmed: number }>(
      `SELECT (SELECT count(*)::int FROM question WHERE organisation_id = $1) AS questions,
              (SELECT count(*)::int FROM question_import WHERE organisation_id = $1) AS imports,
              (SELECT count(*)::int FROM question_import WHERE organisation_id = $1 AND confirmed_at IS NOT NULL) AS confirmed`,
      [mine.id],
    );
    expect(rows[0]).toEqual({ questions: 0, imports: replies.get(201), confirmed: 0 });
    expect(t.logs.filter((line) => line.includes('"level":50'))).toEqual([]);
  }, 300_000);
});
