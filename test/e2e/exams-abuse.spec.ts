import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCandidate, makeExam, start, submit, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { listen } from '../support/live.js';

let t: TestApp;
let exam: MadeExam;
/** A safety officer and a team leader who are on the list themselves. */
let sits: SignedIn;
let leader: SignedIn;
let other: SignedIn;
let attemptId: string;
let versionId: string;

const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
const post = (who: SignedIn, path: string, body: object = {}) =>
  t.http().post(`/api/v1/${path}`).set(who.headers).send(body);
const of = (path: string): string => `exam-sessions/${exam.sessionId}/${path}`;

beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T01:00:00.000Z' });
  const enterprise = await t.factory.organisation();
  const people = [await t.factory.person(enterprise), await t.factory.person(enterprise)] as const;
  const at = (index: 0 | 1) => ({ organisationId: enterprise.id, personId: people[index].id });
  sits = await t.signIn('safety_officer', at(0));
  leader = await t.signIn('team_leader', at(1));
  other = await makeCandidate(t, enterprise);
  exam = await makeExam(t, {
    enterprise,
    single: 3,
    multiple: 0,
    trueFalse: 0,
    session: { passHundredths: 1000, attemptsAllowed: 5, discloseAt: 'close' },
  });
  attemptId = (await start(t, other, exam.sessionId)).id;
  await submit(t, other, attemptId).expect(200);
  const { rows } = await t.db.query<{ id: string }>(
    `SELECT s.version_id AS id FROM attempt t, paper_slots(t.paper) s WHERE t.id = $1 AND s.slot = 1`,
    [attemptId],
  );
  versionId = rows[0]?.id ?? '';
}, 60_000);
afterAll(() => t.close(), 60_000);

describe('A05 staff who are candidates themselves', () => {
  it('get no question, key or answer of their exam from its results, and decide nothing about it', async () => {
    const proposal = { versionId, kind: 'void', policy: 'full', reach: 'session', reason: '题干少了一个条件' };
    const regrade = await post(exam.officer, of('regrades'), proposal).expect(201);
    const id = String(regrade.body.id);
    const refused = [
      get(sits, of('question-results')),
      get(sits, of('results-export')),
      get(sits, of('item-statistics')),
      get(sits, `exam-attempts/${attemptId}/review`),
      get(sits, of('regrades')),
      get(sits, `exam-regrades/${id}`),
      get(sits, `exam-regrades/${id}/changes`),
      post(sits, of('regrade-previews'), { ...proposal, reason: undefined }),
      post(sits, of('regrade-previews'), { versionId, kind: 'key', key: ['A'], reach: 'session' }),
      post(sits, of('regrades'), proposal),
      post(sits, `exam-regrades/${id}/approval`),
      post(sits, `exam-regrades/${id}/rejection`, { note: '题目没有问题' }),
    ];
    for (const request of refused) {
      const reply = await request;
      expect([reply.status, reply.body.code]).toEqual([403, 'preview-own-exam']);
    }
    expect((await get(exam.officer, of('question-results')).expect(200)).body.items).not.toEqual([]);
    for (const who of [sits, leader])
      expect((await get(who, of('summary')).expect(200)).body).toMatchObject({ questions: [], entries: 4 });
    expect((await get(exam.officer, of('summary')).expect(200)).body.questions).not.toEqual([]);
    await post(exam.officer, `exam-regrades/${id}/withdrawal`).expect(200);
  });

  it('learn their own result with everybody else', async () => {
    await submit(t, leader, (await start(t, leader, exam.sessionId)).id).expect(200);
    const rows = (await get(leader, of('entries')).expect(200)).body.items as { personId: string }[];
    expect(rows.find(({ personId }) => personId === leader.personId)).toMatchObject({
      status: 'in_progress',
      bestScore: null,
      attempts: 1,
    });
    expect(rows.find(({ personId }) => personId === other.personId)).toMatchObject({ status: 'failed', bestScore: 0 });
    const failed = (await get(leader, of('entries?status=failed')).expect(200)).body.items;
    expect(JSON.stringify(failed)).not.toContain(leader.personId);
    const chased = (await get(leader, of('chase-list')).expect(200)).body.items;
    expect(JSON.stringify(chased)).not.toContain(leader.personId);
    expect(JSON.stringify((await get(exam.officer, of('chase-list'))).body)).toContain(leader.personId);
    // Nor by what has changed in the counts since he handed in.
    const summaryFor = async (who: SignedIn) => {
      const { failed, inProgress, distribution } = (await get(who, of('summary')).expect(200)).body;
      const scored = (distribution as { count: number }[]).reduce((sum, { count }) => sum + count, 0);
      return { failed, inProgress, scored };
    };
    expect(await summaryFor(leader)).toEqual({ failed: 1, inProgress: 1, scored: 1 });
    expect(await summaryFor(exam.officer)).toEqual({ failed: 2, inProgress: 0, scored: 2 });
  });

  it('give themselves no time, and neither conduct nor look into the bank while they sit', async () => {
    const [questionId] = exam.questions.keys();
    const extension = { minutes: 30, reason: '断电' };
    const self = await post(sits, of('extensions'), { ...extension, personIds: [sits.personId] });
    expect([self.status, self.body.code]).toEqual([403, 'conducts-own-exam']);
    await get(sits, `questions/${questionId}`).expect(200);
    const mine = await start(t, sits, exam.sessionId);
    for (const [path, body] of [
      ['extensions', extension],
      ['pause', { reason: '断电' }],
      ['device-resets', { personId: sits.personId, reason: '换手机' }],
      ['force-submissions', { personIds: [sits.personId], reason: '离开' }],
    ] as const) {
      const reply = await post(sits, of(path), body);
      expect([path, reply.status, reply.body.code]).toEqual([path, 403, 'conducts-own-exam']);
    }
    for (const path of [
      `questions/${questionId}`,
      'questions',
      'questions-export?format=csv',
      `questions/${questionId}/statistics`,
      'question-duplicates',
    ]) {
      const reply = await get(sits, path);
      expect([path, reply.status, reply.body.code]).toEqual([path, 403, 'bank-during-exam']);
    }
    await get(exam.officer, `questions/${questionId}`).expect(200);
    await submit(t, sits, mine.id).expect(200);
    await get(sits, `questions/${questionId}`).expect(200);
    await get(sits, of('board')).expect(200);
  });
});

describe('A14 a correction that reaches several enterprises', () => {
  it('tells whoever sees only one of them nothing of the others', async () => {
    const made = await post(exam.officer, of('regrades'), {
      versionId,
      kind: 'void',
      policy: 'full',
      reach: 'session',
      reason: '题干少了一个条件',
    }).expect(201);
    const id = String(made.body.id);
    const far = await makeExam(t, { session: { discloseAt: 'close' } });
    const theirs = await makeCandidate(t, far.enterprise);
    const farAttempt = (await start(t, theirs, far.sessionId)).id;
    await submit(t, theirs, farAttempt).expect(200);
    for (const attempt of [attemptId, farAttempt])
      await t.db.query(
        `INSERT INTO attempt_grade (attempt_id, no, scheme, score, max_score, passed, slots, reason, graded_at, regrade_id)
         SELECT attempt_id, 2, scheme, 1000, max_score, true, slots, '更正', graded_at, $2 FROM attempt_grade WHERE attempt_id = $1`,
        [attempt, id],
      );
    const changes = (await get(exam.officer, `exam-regrades/${id}/changes`).expect(200)).body.items;
    expect(changes.map((change: { attemptId: string }) => change.attemptId)).toEqual([attemptId]);
    await post(exam.officer, `exam-regrades/${id}/withdrawal`).expect(200);
  });
});

describe('A29 the board', () => {
  it('falls silent for an invigilator who is no longer named', async () => {
    const named = await makeCandidate(t, await t.factory.organisation());
    await t.db.query(
      `INSERT INTO exam_invigilator (id, session_id, room_id, account_id) VALUES (gen_random_uuid(), $1, NULL, $2)`,
      [exam.sessionId, named.accountId],
    );
    const stream = await listen(`${t.url}/api/v1/${of('board/notices')}`, named.headers);
    await stream.until(() => true);
    const etag = String((await get(exam.officer, of('rooms'))).headers['etag']);
    await t
      .http()
      .put(`/api/v1/${of('rooms')}`)
      .set({ ...exam.officer.headers, 'if-match': etag })
      .send({ rooms: [] })
      .expect(200);
    await stream.untilEnded();
    await get(named, of('board')).expect(404);
  }, 30_000);
});
