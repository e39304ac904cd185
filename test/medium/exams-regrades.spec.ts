import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplyRegrades, VerifyAttempts } from '../../apps/api/src/modules/exams/index.js';
import { VerifyCertificates } from '../../apps/api/src/modules/certificates/index.js';
import { makeExam, type MadeExam } from '../support/exam.js';
import {
  endOverdue,
  openAttempts,
  questionsOf,
  standings,
  type AskedQuestion,
  type SatAttempt,
  type Standing,
} from '../support/graded-exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { makePlan, planContent, settle } from '../support/plans.js';

const NOW = '2026-11-23T01:00:00.000Z';
const PEOPLE = 500;
const ASKED = 8;

let t: TestApp;
let exam: MadeExam;
let principal: SignedIn;
let questions: AskedQuestion[];
let sat: SatAttempt[];
let planId: string;
/** What decides each question now: its key, or 'full' or 'drop'. */
const rules = new Map<string, string>();

/** Reproducible, and nothing of the product's. */
function dice(...of: number[]): number {
  let x = of.reduce((sum, n, index) => sum + (n + 1) * ([7919, 104_729, 1_299_709][index % 3] ?? 1), 17) >>> 0;
  for (let i = 0; i < 3; i += 1) x = (Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
  return (x ^ (x >>> 13)) >>> 0;
}

/** What an attempt must come to, reckoned here and not by the product: all or nothing, 10 points a question, 60 %. */
function expected(attempt: SatAttempt): { score: number; max_score: number; passed: boolean } {
  let score = 0;
  let max = 0;
  for (const [versionId, given] of attempt.given) {
    const rule = rules.get(versionId) ?? '';
    if (rule === 'drop') continue;
    max += 1000;
    if (rule === 'full' || given === rule) score += 1000;
  }
  return { score, max_score: max, passed: score * (ASKED * 1000) >= 4800 * max };
}

const post = (who: SignedIn, path: string, body: object) =>
  t.http().post(`/api/v1/${path}`).set(who.headers).send(body);
const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
const regradesOf = () => `exam-sessions/${exam.sessionId}/regrades`;

async function count(sql: string, values: unknown[] = []): Promise<number> {
  return Number((await t.db.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, values)).rows[0]?.n);
}

beforeAll(async () => {
  t = await startTestApp({ now: NOW });
  exam = await makeExam(t, {
    single: 6,
    multiple: 2,
    trueFalse: 0,
    session: { passHundredths: 4800, disclosure: 'everything' },
  });
  questions = await questionsOf(t, exam);
  for (const question of questions) rules.set(question.versionId, question.key);
  principal = await t.signIn('principal', { organisationId: exam.enterprise.id });
  const postId = await t.factory.post(exam.enterprise);
  const people: { id: string; name: string }[] = [];
  for (let i = 0; i < PEOPLE; i += 1) {
    const name = `张${'一二三四五六七八九十'.charAt(i % 10)}${'甲乙丙丁戊己庚辛壬癸'.charAt(Math.floor(i / 10) % 10)}`;
    const person = await t.factory.person(exam.enterprise, { name, postIds: [postId] });
    people.push({ id: person.id, name });
  }
  planId = await makePlan(
    t,
    exam.enterprise,
    planContent(exam.sessionId, [{ kind: 'organisation', id: exam.enterprise.id }], {
      certificate: { issue: true, validMonths: 12 },
    }),
  );
  sat = await openAttempts(
    t,
    exam,
    people,
    (person) => {
      const order = questions.map((question, index) => ({ question, roll: dice(person, index) }));
      return order
        .sort((a, b) => a.roll - b.roll)
        .slice(0, ASKED)
        .map(({ question }) => question);
    },
    (person, question) => {
      const roll = dice(person, questions.indexOf(question), 5) % 100;
      if (roll < 60) return question.key;
      if (roll > 95) return '';
      return question.type === 'multiple' ? 'AB' : 'ABCD'.charAt(roll % 4);
    },
    new Date(Date.parse(NOW) - 60_000),
  );
  await endOverdue(t);
  await settle(t);
}, 240_000);
afterAll(() => t.close(), 60_000);

async function agree(): Promise<void> {
  const now = await standings(t, exam.sessionId);
  expect(now.size).toBe(PEOPLE);
  expect(sat.map((attempt) => ({ ...now.get(attempt.id) }))).toEqual(
    sat.map((attempt) => ({ id: attempt.id, ...expected(attempt) })),
  );
  expect((await t.get(VerifyAttempts).execute()).faults).toEqual([]);
}

interface Change {
  attemptId: string;
  scoreBefore: number;
  scoreAfter: number;
  maxBefore: number;
  maxAfter: number;
  passedBefore: boolean;
  passedAfter: boolean;
}

async function changesOf(regradeId: string): Promise<Change[]> {
  const all: Change[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await get(
      exam.officer,
      `exam-regrades/${regradeId}/changes?limit=200${cursor && `&cursor=${cursor}`}`,
    );
    expect(page.status).toBe(200);
    all.push(...(page.body.items as Change[]));
    cursor = page.body.next as string | null;
  }
  return all;
}

/** Certificates in effect and completions are those of exactly the people who pass. */
async function followed(): Promise<void> {
  await settle(t);
  const passed = [...(await standings(t, exam.sessionId)).values()].filter((row) => row.passed).map((row) => row.id);
  const { rows: certified } = await t.db.query<{ attempt_id: string }>(
    `SELECT attempt_id FROM certificate WHERE plan_id = $1 AND status = 'effective' ORDER BY attempt_id`,
    [planId],
  );
  expect(certified.map((row) => row.attempt_id)).toEqual(passed);
  // Each says what its attempt came to; what it said before is kept, and points to it.
  const { rows: misprinted } = await t.db.query(
    `SELECT c.number FROM certificate c JOIN attempt a ON a.id = c.attempt_id
     WHERE c.status = 'effective' AND ((c.fields ->> 'scoreHundredths')::int <> a.score OR c.fields ->> 'assessment' <> '机考，满分 ' || a.max_score / 100 || ' 分')`,
  );
  expect(misprinted).toEqual([]);
  const { rows: completed } = await t.db.query<{ attempt_id: string }>(
    `SELECT attempt_id FROM completion ORDER BY attempt_id`,
  );
  expect(completed.map((row) => row.attempt_id)).toEqual(passed);
}

/** The whole way of one correction: dry run, request, second person, job; everything compared with the own reckoning. */
async function correct(proposal: { kind: string; versionId: string; policy?: string; key?: string[] }, cut = false) {
  const before = await standings(t, exam.sessionId);
  const reach = { ...proposal, reach: 'session' };
  const dry = await post(exam.officer, `exam-sessions/${exam.sessionId}/regrade-previews`, reach);
  expect(dry.status).toBe(200);
  expect(await standings(t, exam.sessionId)).toEqual(before);

  const asked = await post(exam.officer, regradesOf(), { ...reach, reason: '题目有歧义' });
  expect(asked.status).toBe(201);
  expect(asked.body).toMatchObject({ status: 'requested', mine: true, mayDecide: false, preview: dry.body });
  const regradeId = String(asked.body.id);
  const own = await post(exam.officer, `exam-regrades/${regradeId}/approval`, {});
  expect([own.status, own.body.code]).toEqual([403, 'regrade-own-work']);
  expect(await t.get(ApplyRegrades).batch()).toBe('nothing');
  expect(await standings(t, exam.sessionId)).toEqual(before);

  expect((await post(principal, `exam-regrades/${regradeId}/approval`, { note: '同意' })).status).toBe(200);
  if (cut) {
    // The process dies after a batch; another one goes on where it stopped.
    expect(await t.get(ApplyRegrades).batch()).toBe('more');
    const underWay = (await get(principal, `exam-regrades/${regradeId}`)).body as { seen: number; attempts: number };
    expect(underWay).toMatchObject({ status: 'applying', attempts: dry.body.attempts });
    expect(underWay.seen).toBeGreaterThan(0);
    expect(underWay.seen).toBeLessThanOrEqual(100);
    const other = await startTestApp({ now: NOW, database: t.database, dataDir: t.dataDir });
    await other.get(ApplyRegrades).execute();
    await other.close();
  } else await t.get(ApplyRegrades).execute();

  rules.set(proposal.versionId, proposal.policy ?? (proposal.key ?? []).join(''));
  await agree();
  const after = await standings(t, exam.sessionId);
  const moved = sat.filter((attempt) => {
    const [a, b] = [before.get(attempt.id), after.get(attempt.id)] as [Standing, Standing];
    return a.score !== b.score || a.max_score !== b.max_score || a.passed !== b.passed;
  });
  const changes = await changesOf(regradeId);
  const newly = (passes: boolean) =>
    changes.filter((change) => change.passedAfter === passes && change.passedBefore !== passes);
  // The dry run said just what happened.
  expect(dry.body).toMatchObject({
    attempts: sat.filter((attempt) => attempt.given.has(proposal.versionId)).length,
    changed: moved.length,
    scoreUp: changes.filter((change) => change.scoreAfter > change.scoreBefore).length,
    scoreDown: changes.filter((change) => change.scoreAfter < change.scoreBefore).length,
  });
  expect(dry.body.newlyPassed).toEqual(newly(true));
  expect(dry.body.newlyFailed).toEqual(newly(false));
  for (const change of changes) {
    expect(change.scoreBefore).toBe(before.get(change.attemptId)?.score);
    expect(change.scoreAfter).toBe(after.get(change.attemptId)?.score);
  }
  // Once more: nothing.
  const sums = async () => [await count('attempt_grade'), await count('attempt_event'), await count('outbox')];
  const sumsBefore = await sums();
  await t.db.query(`UPDATE exam_regrade SET status = 'applying', seen_until = NULL WHERE id = $1`, [regradeId]);
  await t.get(ApplyRegrades).execute();
  expect(await sums()).toEqual(sumsBefore);
  await agree();
  const failed = newly(false);
  const stillPassed = changes.filter((change) => change.passedBefore && change.passedAfter);
  const misprinted = stillPassed.filter(
    (change) => change.scoreBefore !== change.scoreAfter || change.maxBefore !== change.maxAfter,
  );
  expect(dry.body.reissued).toBe(misprinted.length);
  expect((dry.body.certificates as { attemptId: string }[]).map((one) => one.attemptId).sort()).toEqual(
    failed.map((one) => one.attemptId).sort(),
  );
  const superseded = async () => count(`certificate WHERE plan_id = $1 AND superseded_by IS NOT NULL`, [planId]);
  const supersededBefore = await superseded();
  await followed();
  expect((await superseded()) - supersededBefore).toBe(misprinted.length);
  return { regradeId, changes, newlyPassed: newly(true).length, newlyFailed: failed.length };
}

describe('A08 void and key change', () => {
  const nth = (n: number) => (): AskedQuestion => {
    const question = questions.filter((one) => one.type === 'single')[n];
    if (!question) throw new Error('too few questions');
    return question;
  };
  const single = nth(0);
  const dropped = nth(1);
  const changed = nth(2);

  it('before any: every grade is as reckoned here, certificates are those of who passes', async () => {
    await agree();
    await followed();
    expect(await count('attempt_grade')).toBe(PEOPLE);
  }, 60_000);

  it('full points for everybody: nobody loses; a killed job is finished by another', async () => {
    const { changes, newlyPassed, newlyFailed } = await correct(
      { kind: 'void', policy: 'full', versionId: single().versionId },
      true,
    );
    expect(newlyFailed).toBe(0);
    expect(newlyPassed).toBeGreaterThan(0);
    expect(changes.length).toBeGreaterThan(100);
  }, 120_000);

  it('dropped: out of score and maximum, the pass line moves with it', async () => {
    const { newlyPassed, newlyFailed } = await correct({
      kind: 'void',
      policy: 'drop',
      versionId: dropped().versionId,
    });
    expect(newlyPassed + newlyFailed).toBeGreaterThan(0);
  }, 120_000);

  it('a changed key: some pass newly, some fail newly and lose their certificate; the bank has a new version', async () => {
    const question = changed();
    const key = 'ABCD'.charAt(('ABCD'.indexOf(question.key) + 1) % 4);
    const { regradeId, newlyPassed, newlyFailed } = await correct({
      kind: 'key',
      key: [key],
      versionId: question.versionId,
    });
    expect(newlyPassed).toBeGreaterThan(0);
    expect(newlyFailed).toBeGreaterThan(0);
    const { rows } = await t.db.query(
      `SELECT v.no, v.id <> $2 AS fresh, k.correct, q.approved_version_id = v.id AS approved FROM question q
       JOIN question_version v ON v.id = q.current_version_id JOIN question_key k ON k.version_id = v.id WHERE q.id = $1`,
      [question.id, question.versionId],
    );
    expect(rows).toEqual([{ no: 2, fresh: true, correct: [key], approved: true }]);
    expect((await get(principal, `exam-regrades/${regradeId}`)).body).toMatchObject({
      bankOutcome: 'mended',
      status: 'applied',
      preview: null,
    });
    const { rows: revoked } = await t.db.query(
      `SELECT DISTINCT revoked_reason, revoked_by FROM certificate WHERE status = 'revoked' AND superseded_by IS NULL`,
    );
    expect(revoked).toEqual([{ revoked_reason: '考试题目更正后成绩不合格，证明作废', revoked_by: null }]);
  }, 120_000);

  it('and back again: those who lost a certificate get a new one', async () => {
    const question = changed();
    const { newlyPassed } = await correct({ kind: 'key', key: [question.key], versionId: question.versionId });
    expect(newlyPassed).toBeGreaterThan(0);
  }, 120_000);

  it('A37 a certificate that said an old score is found as corrected, with the number of the one that counts', async () => {
    const { rows } = await t.db.query<{ id: string; code: string; newer: string }>(
      `SELECT c.id, c.verification_code AS code, n.id AS newer FROM certificate c JOIN certificate n ON n.id = c.superseded_by
       WHERE n.status = 'effective' AND EXISTS (SELECT 1 FROM certificate p WHERE p.superseded_by = c.id) ORDER BY c.id LIMIT 1`,
    );
    const [twice] = rows;
    // Corrected twice: the first of the three names the last, which is the one to ask for.
    const chain = await t.db.query<{ code: string; number: string; status: string; score: number; signed: number }>(
      `SELECT c.verification_code AS code, c.number, c.status, a.score, (c.fields ->> 'scoreHundredths')::int AS signed
       FROM certificate c JOIN attempt a ON a.id = c.attempt_id
       WHERE c.superseded_by = $1 OR c.id = $1 OR c.id = $2 ORDER BY c.issued_at, c.id`,
      [twice?.id, twice?.newer],
    );
    const [first, , last] = chain.rows;
    expect(chain.rows).toHaveLength(3);
    const verified = async (code = '') => (await t.http().get(`/api/v1/verifications/${code}`)).body as object;
    expect(await verified(first?.code)).toMatchObject({
      status: 'superseded',
      certificate: { number: first?.number, scoreHundredths: first?.signed },
      revokedReason: '考试题目更正后成绩有变，已换发新证明',
      replacedBy: last?.number,
    });
    expect(await verified(last?.code)).toMatchObject({
      status: 'valid',
      certificate: { number: last?.number, scoreHundredths: last?.score },
      replacedBy: null,
    });
    await expect(t.db.query(`UPDATE certificate SET superseded_by = NULL WHERE id = $1`, [twice?.id])).rejects.toThrow(
      /does not change/,
    );
    expect((await t.get(VerifyCertificates).execute()).faults).toEqual([]);
  }, 60_000);

  it('an attempt that is open at the time is graded by the decision when it ends', async () => {
    const person = await t.factory.person(exam.enterprise, { name: '晚来的人' });
    const question = single();
    const [late] = await openAttempts(
      t,
      exam,
      [{ id: person.id, name: '晚来的人' }],
      () =>
        questions
          .slice(0, ASKED - 1)
          .filter((one) => one !== question)
          .slice(0, ASKED - 2)
          .concat(question, dropped()),
      () => '',
      new Date(Date.parse(NOW) - 60_000),
    );
    await endOverdue(t);
    const row = (await standings(t, exam.sessionId)).get(late?.id ?? '');
    const asked = late?.given.size ?? 0;
    expect(row).toMatchObject({ score: 1000, max_score: (asked - 1) * 1000 });
    expect((await t.get(VerifyAttempts).execute()).faults).toEqual([]);
    expect(await count('attempt_grade WHERE attempt_id = $1', [late?.id])).toBe(1);
  }, 60_000);

  it('one whose end was under way when it was approved, graded by what was known before, is not missed', async () => {
    const person = await t.factory.person(exam.enterprise, { name: '正在交卷的人' });
    const question = nth(3)();
    const [ending] = await openAttempts(
      t,
      exam,
      [{ id: person.id, name: '正在交卷的人' }],
      () => [question],
      () => '',
      new Date(Date.parse(NOW) + 3_600_000),
    );
    const asked = await post(exam.officer, regradesOf(), {
      versionId: question.versionId,
      kind: 'void',
      policy: 'full',
      reach: 'session',
      reason: '题目有歧义',
    });
    const ender = await t.db.connect();
    try {
      await ender.query('BEGIN');
      await ender.query(`SELECT 1 FROM attempt WHERE id = $1 FOR UPDATE`, [ending?.id]);
      await post(principal, `exam-regrades/${String(asked.body.id)}/approval`, {}).expect(200);
      const applied = t.get(ApplyRegrades).execute();
      await ender.query(
        `UPDATE attempt SET status = 'submitted', ended_at = $2, answers = '', answer_seqs = '', score = 0, passed = false, right_count = 0 WHERE id = $1`,
        [ending?.id, new Date(NOW)],
      );
      await ender.query(
        `INSERT INTO attempt_grade (attempt_id, no, scheme, score, max_score, passed, slots, reason, graded_at)
         VALUES ($1, 1, 'all-or-nothing', 0, 1000, false, 'b', 'submitted', $2)`,
        [ending?.id, new Date(NOW)],
      );
      await new Promise((done) => setTimeout(done, 300));
      await ender.query('COMMIT');
      await applied;
    } finally {
      ender.release();
    }
    expect((await standings(t, exam.sessionId)).get(ending?.id ?? '')).toMatchObject({ score: 1000, max_score: 1000 });
  }, 60_000);
});
