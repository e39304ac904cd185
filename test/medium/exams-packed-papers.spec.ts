import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource, type QueryRunner } from 'typeorm';
import { ExamsHotPath1764000016000 } from '../../migrations/1764000016000-exams-hot-path.js';
import { VerifyAttempts } from '../../apps/api/src/modules/exams/attempts/verify-attempts.js';
import { goldenPapers } from '../../libs/question-bank/src/testing/golden-papers.js';
import { makeCandidate, makeExam, start, storedPaper, submit } from '../support/exam.js';
import { startTestApp, type TestApp } from '../support/harness.js';

let t: TestApp;
let dataSource: DataSource;
let runner: QueryRunner;

beforeAll(async () => {
  t = await startTestApp();
  dataSource = await new DataSource({ type: 'postgres', url: t.database.url }).initialize();
  runner = dataSource.createQueryRunner();
});
afterAll(async () => {
  await runner.release();
  await dataSource.destroy();
  await t.close();
});

it('A06 papers of before are packed by the migration and come out as they were, both ways', async () => {
  const exam = await makeExam(t);
  const attempts: { id: string; paper: unknown }[] = [];
  const migration = new ExamsHotPath1764000016000();
  const golden = goldenPapers().papers.map(({ paper }) => paper);
  for (const paper of golden) {
    const { id } = await start(t, await makeCandidate(t, exam.enterprise), exam.sessionId);
    attempts.push({ id, paper });
  }
  await migration.down(runner);
  for (const { id, paper } of attempts)
    await t.db.query(`UPDATE attempt SET paper = $2 WHERE id = $1`, [id, JSON.stringify(paper)]);
  await migration.up(runner);
  for (const { id, paper } of attempts) expect(await storedPaper(t.db, id)).toEqual(paper);
  await migration.down(runner);
  const { rows } = await t.db.query<{ id: string; paper: unknown }>(`SELECT id, paper FROM attempt ORDER BY id`);
  expect(rows).toEqual(attempts.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  await migration.up(runner);
});

it('paper_slots reads what the product has packed', async () => {
  const exam = await makeExam(t);
  const { id } = await start(t, await makeCandidate(t, exam.enterprise), exam.sessionId);
  const { rows } = await t.db.query(
    `SELECT s.slot, s.version_id AS "versionId", s.question_id AS "questionId", s.type FROM attempt t, paper_slots(t.paper) s WHERE t.id = $1 ORDER BY s.slot`,
    [id],
  );
  const { slots } = await storedPaper(t.db, id);
  expect(rows).toEqual(slots.map(({ slot, versionId, questionId, type }) => ({ slot, versionId, questionId, type })));
});

it('a paper that was exchanged in its bytes is found by the check of the records', async () => {
  const exam = await makeExam(t);
  const candidate = await makeCandidate(t, exam.enterprise);
  const { id } = await start(t, candidate, exam.sessionId);
  await submit(t, candidate, id).expect(200);
  const faultsOf = async () => (await t.get(VerifyAttempts).execute()).faults.filter((fault) => fault.attemptId === id);
  expect(await faultsOf()).toEqual([]);
  // The last byte of the points of the first question.
  await t.db.query(`UPDATE attempt SET paper = set_byte(paper, 39, 1 + get_byte(paper, 39) % 255) WHERE id = $1`, [id]);
  expect(await faultsOf()).toEqual([{ attemptId: id, seq: null, why: 'paper' }]);
});
