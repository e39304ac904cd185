import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { AnswerPartitions } from '../../apps/api/src/modules/exams/attempts/answer-partitions.js';
import { SqlPool } from '../../apps/api/src/platform/db/sql-pool.js';
import { packPaper } from '../../apps/api/src/modules/exams/attempts/packed-paper.js';
import { ExamsHotPath1764000016000 } from '../../migrations/1764000016000-exams-hot-path.js';
import { ExamsPartitionAnswers1764000002000 } from '../../migrations/1764000002000-exams-partition-answers.js';
import { makeCandidate, makeExam, save, start, submit, type MadeExam } from '../support/exam.js';
import { startTestApp, type TestApp } from '../support/harness.js';

/** Years away from the partitions that the migration has made: by the clock of this app, its months are the future's. */
const T0 = Date.parse('2041-01-31T23:30:00.000Z');
const DAY = 86_400_000;

let t: TestApp;
let exam: MadeExam;

beforeAll(async () => {
  t = await startTestApp({ now: new Date(T0).toISOString() });
  exam = await makeExam(t);
});
afterAll(() => t.close());

/** An id as uuidv7() makes it at this instant. */
function idAt(instant: string, rest = 'ffff-ffff-ffffffffffff'): string {
  const hex = Date.parse(instant).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${rest.slice(1)}`;
}

async function put(attemptId: string): Promise<string> {
  const { rows } = await t.db.query<{ partition: string }>(
    `INSERT INTO answer (attempt_id, slot, choice, client_seq, saved_at) VALUES ($1, 1, 'A', 1, now()) RETURNING tableoid::regclass::text AS partition`,
    [attemptId],
  );
  return rows[0]?.partition ?? '';
}

async function partitionOf(attemptId: string): Promise<string | undefined> {
  const { rows } = await t.db.query<{ partition: string }>(
    `SELECT tableoid::regclass::text AS partition FROM answer WHERE attempt_id = $1`,
    [attemptId],
  );
  return rows[0]?.partition;
}

/** An attempt that began then, without questions. */
async function attemptAt(instant: string, status: 'open' | 'expired'): Promise<string> {
  const id = idAt(instant, '2222-9222-222222222222');
  const { personId } = await makeCandidate(t, exam.enterprise);
  const seed = '0'.repeat(64);
  const paper = packPaper({ algorithm: 'zhian-draw-2', seed, slots: [], totalPoints: 0 });
  await t.db.query(
    `INSERT INTO attempt (id, session_id, person_id, no, status, seed, paper, started_at, deadline, max_score) VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $7, 0)`,
    [id, exam.sessionId, personId, status, seed, paper, instant],
  );
  return id;
}

/** Owns what it makes, as in the product. */
const asApplication = (text: string, values: readonly unknown[] = []) => t.get(SqlPool).single.query(text, values);

const partitions = async (): Promise<string[]> =>
  (
    await t.db.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'answer'::regclass`,
    )
  ).rows.map((row) => row.name);

describe('hot answers by month', () => {
  it('are ready for this month and the next two after the migration', async () => {
    const { rows } = await t.db.query<{ name: string }>(
      `SELECT 'answer_' || to_char(date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => n), 'YYYYMM') AS name FROM generate_series(0, 2) n`,
    );
    expect(await partitions()).toEqual(expect.arrayContaining(['answer_default', ...rows.map((row) => row.name)]));
  });

  it('without its month a save goes into the default partition; the sweeper makes the month and moves it there, and it can be submitted', async () => {
    const candidate = await makeCandidate(t, exam.enterprise);
    const attempt = await start(t, candidate, exam.sessionId);
    await save(t, candidate, attempt.id, [{ slot: 1, choice: ['A'], clientSeq: 5 }]).expect(200);
    expect(await partitionOf(attempt.id)).toBe('answer_default');
    expect(await t.get(AnswerPartitions).execute()).toMatchObject({ made: 3 });
    expect(await partitionOf(attempt.id)).toBe('answer_204101');
    const older = await save(t, candidate, attempt.id, [{ slot: 1, choice: ['B'], clientSeq: 4 }]).expect(200);
    expect(older.body).toMatchObject({ acceptedSeq: { '1': 5 }, saved: 1 });
    const result = await submit(t, candidate, attempt.id).expect(200);
    expect(result.body.answeredCount).toBe(1);
    // Folded into the attempt; here they stay until their month is dropped.
    expect(await partitionOf(attempt.id)).toBe('answer_204101');
    expect(await t.get(AnswerPartitions).execute()).toMatchObject({ made: 0 });
  });

  it.each([
    ['2041-01-31T23:59:59.999Z', 'answer_204101'],
    ['2041-02-01T00:00:00.000Z', 'answer_204102'],
    ['2041-02-28T23:59:59.999Z', 'answer_204102'],
    ['2041-03-01T00:00:00.000Z', 'answer_204103'],
    ['2041-03-31T23:59:59.999Z', 'answer_204103'],
    ['2041-04-01T00:00:00.000Z', 'answer_default'],
  ])('an attempt that begins at %s is in %s', async (instant, partition) => {
    expect([await put(idAt(instant)), await put(idAt(instant, '0000-8000-000000000000'))]).toEqual([
      partition,
      partition,
    ]);
  });

  it('drops months that are over when all their attempts have ended, and none before', async () => {
    await asApplication(`SELECT prepare_answer_partitions('2040-01-15', 2)`);
    const ended = await attemptAt('2040-01-31T23:59:59.999Z', 'expired');
    const open = await attemptAt('2040-02-10T00:00:00.000Z', 'open');
    expect([await put(ended), await put(open)]).toEqual(['answer_204001', 'answer_204002']);
    t.clock?.set(new Date(Date.parse('2040-04-01T00:00:00.000Z') + 60 * DAY - 1));
    await t.get(AnswerPartitions).execute();
    expect(await partitions()).toEqual(expect.arrayContaining(['answer_204002', 'answer_204003']));
    expect(await partitions()).not.toContain('answer_204001');
    t.clock?.set(new Date(Date.parse('2040-04-01T00:00:00.000Z') + 60 * DAY));
    await t.get(AnswerPartitions).execute();
    expect(await partitions()).not.toContain('answer_204003');
    expect(await partitionOf(open)).toBe('answer_204002');
  });

  it('months are made and dropped while people save: every save is taken', async () => {
    t.clock?.set(new Date(T0));
    const people = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const candidate = await makeCandidate(t, exam.enterprise);
        return { candidate, attempt: await start(t, candidate, exam.sessionId) };
      }),
    );
    const saving = { over: false };
    const savers = people.map(async ({ candidate, attempt }) => {
      const statuses: number[] = [];
      for (let seq = 1; !saving.over; seq += 1) {
        const reply = await save(t, candidate, attempt.id, [{ slot: 1 + (seq % 5), choice: ['A'], clientSeq: seq }]);
        statuses.push(reply.status);
      }
      return statuses;
    });
    for (let round = 0; round < 6; round += 1) {
      await asApplication(`SELECT prepare_answer_partitions(make_timestamptz(2050 + $1, 1, 1, 0, 0, 0), 3)`, [round]);
      await asApplication(`SELECT drop_settled_answer_partitions(make_timestamptz(2050 + $1, 6, 1, 0, 0, 0))`, [round]);
    }
    saving.over = true;
    const statuses = (await Promise.all(savers)).flat();
    expect(statuses.length).toBeGreaterThan(0);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('the migration keeps what is being answered, there and back', async () => {
    const attemptId = idAt('2041-02-14T08:00:00.000Z', '1111-9111-111111111111');
    await put(attemptId);
    const dataSource = await new DataSource({ type: 'postgres', url: t.database.url }).initialize();
    const runner = dataSource.createQueryRunner();
    const migration = new ExamsPartitionAnswers1764000002000();
    const hotPath = new ExamsHotPath1764000016000();
    const count = async (): Promise<number> =>
      Number((await t.db.query<{ n: string }>(`SELECT count(*) AS n FROM answer`)).rows[0]?.n);
    const before = await count();
    await hotPath.down(runner);
    await migration.down(runner);
    expect([await count(), await partitionOf(attemptId)]).toEqual([before, 'answer']);
    await migration.up(runner);
    await hotPath.up(runner);
    expect([await count(), await partitionOf(attemptId)]).toEqual([before, 'answer_default']);
    await runner.release();
    await dataSource.destroy();
  });
});
