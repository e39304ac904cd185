import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EndAttempt } from '../../apps/api/src/modules/exams/attempts/end-attempt.js';
import { SqlPool } from '../../apps/api/src/platform/db/sql-pool.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { sitThrough } from './support/bad-network.js';
import { report } from './support/report.js';
import { SIZES } from './support/sizes.js';

const PEOPLE = 10;
const SAVES = Math.ceil(SIZES.shuffled / PEOPLE);
const SMALL = { people: 4, saves: 12 };
const NOW = '2026-11-23T01:00:00.000Z';

describe('late, twice, out of order and without an answer', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp({ now: NOW });
  });
  afterAll(() => t.close());

  it(`the newest of ${PEOPLE} × ${SAVES} answers stays, every start and submission counts once`, async () => {
    const { findings, repeats, lost, acknowledged } = await sitThrough(t, { people: PEOPLE, saves: SAVES });
    report('exam-bad-network', { people: PEOPLE, saves: SAVES, acknowledged, repeats, lost, findings });
    expect(findings).toEqual([]);
    // The storm was one: repetitions that were taken, some after the submission and refused, and lost answers.
    expect(repeats[200]).toBeGreaterThan(PEOPLE);
    expect(Object.keys(repeats).map(Number)).toEqual(expect.arrayContaining([200, 409]));
    expect(lost).toBeGreaterThan(0);
  }, 900_000);
});

/** The statement with something taken out of it; the twin is nothing when the product no longer has that. */
function without(text: string, part: RegExp, instead: string): string {
  if (!part.test(text)) throw new Error(`nothing of ${part} in: ${text}`);
  return text.replace(part, instead);
}

// The same storm over an application that was broken on purpose, in memory and in a database of its own: the check above finds it.
describe('known-bad twins', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp({ now: NOW });
  });
  afterAll(() => t.close());

  const kindsAfter = async (): Promise<string[]> => [
    ...new Set((await sitThrough(t, SMALL)).findings.map(({ kind }) => kind)),
  ];

  it('saves that do not look at client_seq: an older answer takes the place of a newer one', async () => {
    const pool = t.get(SqlPool);
    const query = pool.query.bind(pool);
    const spoilt = (text: string): string => without(text, /WHERE a\.client_seq < excluded\.client_seq/, '');
    // Under a name of its own: the statement may be prepared already.
    pool.query = (name, text, values) =>
      name === 'save-answers' ? query('spoilt-save', spoilt(text), values) : query(name, text, values);
    expect(await kindsAfter()).toContain('lost');
    pool.query = query;
  });

  it('a sweeper that leaves out what came in the seconds of grace', async () => {
    const end = t.get(EndAttempt);
    const executeAll = end.executeAll.bind(end);
    const spoilt = (text: string): string =>
      without(
        text,
        /(?<=FROM answer b WHERE b\.attempt_id = r\.id)/,
        ' AND b.saved_at <= (SELECT deadline FROM attempt WHERE id = r.id)',
      );
    end.executeAll = (sql, ends) =>
      executeAll(
        { query: (text, values) => sql.query(text.includes('FROM answer b WHERE') ? spoilt(text) : text, values) },
        ends,
      );
    expect(await kindsAfter()).toEqual(['lost']);
    end.executeAll = executeAll;
  });

  it('an end that is told to the others twice', async () => {
    await t.db.query(`
      CREATE FUNCTION tell_twice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF pg_trigger_depth() = 1 THEN
          INSERT INTO outbox (id, type, payload) VALUES (gen_random_uuid(), NEW.type, NEW.payload);
        END IF;
        RETURN NEW;
      END $$`);
    await t.db.query(`CREATE TRIGGER tell_twice BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION tell_twice()`);
    expect(await kindsAfter()).toEqual(['doubled']);
    await t.db.query(`DROP TRIGGER tell_twice ON outbox`);
  });

  // Last: its rows do not allow the keys back.
  it('a start that looks for an attempt and then inserts one, without a unique key', async () => {
    await t.db.query(`DROP INDEX attempt_one_open`);
    await t.db.query(`ALTER TABLE attempt DROP CONSTRAINT attempt_session_id_person_id_no_key`);
    expect(await kindsAfter()).toContain('doubled');
  });
});
