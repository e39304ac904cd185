import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCandidate, makeExam, save, start, storedPaper, submit } from '../support/exam.js';
import { startTestApp, type TestApp } from '../support/harness.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

/** All paths of keys in an answer, arrays as []. */
function keyPaths(value: unknown, base = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => keyPaths(item, `${base}[]`)))];
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, item]) => [`${base}.${key}`, ...keyPaths(item, `${base}.${key}`)]);
  return [];
}

const PAPER_KEYS = [
  '.answers',
  '.deadline',
  '.examSessionId',
  '.extensionSeconds',
  '.id',
  '.paper',
  '.paper.slots',
  '.paper.slots[].options',
  '.paper.slots[].options[].id',
  '.paper.slots[].options[].text',
  '.paper.slots[].points',
  '.paper.slots[].slot',
  '.paper.slots[].stem',
  '.paper.slots[].type',
  '.passHundredths',
  '.pausedAt',
  '.purpose',
  '.remainingMs',
  '.revision',
  '.serverTime',
  '.startedAt',
  '.status',
  '.title',
  '.totalPoints',
];

describe('A12 what a candidate receives', () => {
  it('before results are released: exactly the allow-listed keys, and nothing that tells an answer', async () => {
    const exam = await makeExam(t, { session: { discloseAt: 'close' } });
    const candidate = await makeCandidate(t, exam.enterprise);
    const started = await t
      .http()
      .post('/api/v1/exam-attempts')
      .set(candidate.headers)
      .send({ examSessionId: exam.sessionId })
      .expect(201);
    expect(keyPaths(started.body).sort()).toEqual([...PAPER_KEYS, '.unlocked']);
    const attemptId = String(started.body.id);
    const { rows } = await t.db.query(`SELECT seed FROM attempt WHERE id = $1`, [attemptId]);
    const saved = await save(t, candidate, attemptId, [{ slot: 1, choice: ['A'], clientSeq: 1 }]).expect(200);
    expect(keyPaths(saved.body).sort()).toEqual([
      '.acceptedSeq',
      '.acceptedSeq.1',
      '.deadline',
      '.remainingMs',
      '.revision',
      '.saved',
      '.serverTime',
    ]);
    const shown = await t.http().get(`/api/v1/exam-attempts/${attemptId}`).set(candidate.headers).expect(200);
    expect(keyPaths(shown.body).sort()).toEqual(
      [...PAPER_KEYS, '.answers[].choice', '.answers[].clientSeq', '.answers[].slot'].sort(),
    );
    const early = await t.http().get(`/api/v1/exam-attempts/${attemptId}/result`).set(candidate.headers).expect(409);
    const handedIn = await submit(t, candidate, attemptId).expect(200);
    expect(handedIn.body).toMatchObject({ released: false, score: null, passed: null, rightCount: null, slots: [] });
    const mine = await t.http().get('/api/v1/my/exam-attempts').set(candidate.headers).expect(200);
    expect(mine.body.items[0]).toMatchObject({ score: null, passed: null });
    const secrets = [
      rows[0].seed,
      ...(await storedPaper(t.db, attemptId)).slots.flatMap((slot) => [slot.versionId, slot.questionId]),
      '依据条款',
      'optionOrder',
      '"key"',
      'explanation',
    ];
    for (const reply of [started, saved, shown, early, handedIn, mine]) {
      for (const secret of secrets) expect(JSON.stringify(reply.body)).not.toContain(secret);
    }
  });

  it("another person's attempt does not exist for him", async () => {
    const exam = await makeExam(t);
    const [owner, other] = [await makeCandidate(t, exam.enterprise), await makeCandidate(t, exam.enterprise)];
    const attempt = await start(t, owner, exam.sessionId);
    await save(t, other, attempt.id, [{ slot: 1, choice: ['A'], clientSeq: 1 }]).expect(404);
    await submit(t, other, attempt.id).expect(404);
    await t.http().get(`/api/v1/exam-attempts/${attempt.id}`).set(other.headers).expect(404);
    await t.http().get(`/api/v1/exam-attempts/${attempt.id}/result`).set(other.headers).expect(404);
    // Known-bad twin of the check above: the owner does reach it.
    await save(t, owner, attempt.id, [{ slot: 1, choice: ['A'], clientSeq: 1 }]).expect(200);
  });
});

describe('taking an exam', () => {
  it('a wrong slot or option refuses the whole request and stores nothing', async () => {
    const exam = await makeExam(t);
    const candidate = await makeCandidate(t, exam.enterprise);
    const attempt = await start(t, candidate, exam.sessionId);
    const reply = await save(t, candidate, attempt.id, [
      { slot: 1, choice: ['A'], clientSeq: 1 },
      { slot: 99, choice: ['A'], clientSeq: 2 },
      { slot: 2, choice: ['H'], clientSeq: 3 },
    ]).expect(422);
    expect(reply.body).toMatchObject({ code: 'answers-invalid', params: { count: 2 } });
    expect(reply.body.errors.map((error: { message: string }) => error.message)).toEqual([
      '第 99 题：这份试卷没有这道题',
      '第 2 题：这道题没有这个选项',
    ]);
    expect((await t.db.query(`SELECT 1 FROM answer WHERE attempt_id = $1`, [attempt.id])).rowCount).toBe(0);
    const malformed = await save(t, candidate, attempt.id, [{ slot: 'one', choice: 'A' }]).expect(422);
    expect(malformed.body.errors.map((error: { pointer: string }) => error.pointer)).toContain('/answers/0/slot');
  });

  it('right answers give full marks, with key, explanation and what was chosen in the order of the paper', async () => {
    const exam = await makeExam(t);
    const candidate = await makeCandidate(t, exam.enterprise);
    const attempt = await start(t, candidate, exam.sessionId);
    const answers = (await storedPaper(t.db, attempt.id)).slots.map((slot) => {
      const key = exam.questions.get(slot.questionId)?.key ?? [];
      return {
        slot: slot.slot,
        choice: slot.optionOrder.flatMap((stored, shown) =>
          key.includes('ABCD'.charAt(stored)) ? ['ABCD'.charAt(shown)] : [],
        ),
        clientSeq: slot.slot,
      };
    });
    await save(t, candidate, attempt.id, answers.slice(0, 8)).expect(200);
    const result = await submit(t, candidate, attempt.id, { answers: answers.slice(8) }).expect(200);
    expect(result.body).toMatchObject({
      status: 'submitted',
      score: 10_000,
      max: 10_000,
      passed: true,
      rightCount: 10,
      answeredCount: 10,
      released: true,
      mayRetry: false,
      attemptsLeft: 0,
    });
    for (const slot of result.body.slots)
      expect(slot).toMatchObject({ correct: true, key: slot.choice, explanation: '依据条款' });
    const repeated = await submit(t, candidate, attempt.id, {
      answers: [{ slot: 1, choice: [], clientSeq: 999 }],
    }).expect(200);
    // The same result, and word that what came with it does not count.
    expect({ ...repeated.body }).toEqual({ ...result.body, lateAnswers: 1 });
    const again = await t
      .http()
      .post('/api/v1/exam-attempts')
      .set(candidate.headers)
      .send({ examSessionId: exam.sessionId })
      .expect(409);
    expect(again.body).toMatchObject({ code: 'may-not-start', detail: '还不能考：你已经合格，不用再考。' });
  });

  it('who is not on the list does not learn that the exam exists', async () => {
    const exam = await makeExam(t);
    const stranger = await makeCandidate(t, await t.factory.organisation());
    await t
      .http()
      .post('/api/v1/exam-attempts')
      .set(stranger.headers)
      .send({ examSessionId: exam.sessionId })
      .expect(404);
    const mine = await t.http().get('/api/v1/my/exam-sessions').set(stranger.headers).expect(200);
    expect(mine.body.items).toEqual([]);
  });

  it('a person who joined after the publication is on the list before he has ever started, and may sit it', async () => {
    const exam = await makeExam(t);
    const late = await makeCandidate(t, exam.enterprise);
    const before = await t
      .http()
      .get(`/api/v1/exam-sessions/${exam.sessionId}/summary`)
      .set(exam.officer.headers)
      .expect(200);
    await start(t, late, exam.sessionId);
    const after = await t
      .http()
      .get(`/api/v1/exam-sessions/${exam.sessionId}/summary`)
      .set(exam.officer.headers)
      .expect(200);
    expect([before.body.entries, after.body.entries, after.body.inProgress]).toEqual([2, 2, 1]);
  });
});

describe('organising an exam', () => {
  it('publishing refuses what the bank cannot give and names the shortage', async () => {
    const exam = await makeExam(t, {
      publish: false,
      session: { blueprint: { strata: [{ type: 'multiple', count: 30, points: 200, knowledgePoint: '瓦斯防治' }] } },
    });
    const reply = await t
      .http()
      .post(`/api/v1/exam-sessions/${exam.sessionId}/publication`)
      .set(exam.officer.headers)
      .expect(422);
    expect(reply.body.code).toBe('blueprint-shortage');
    expect(reply.body.errors[0].message).toMatch(/瓦斯防治.*多选.*缺 30 题/);
    const still = await t.http().get(`/api/v1/exam-sessions/${exam.sessionId}`).set(exam.officer.headers).expect(200);
    expect(still.body).toMatchObject({ status: 'draft', phase: 'draft' });
  });

  it('edits need the version that was read; what is published stays', async () => {
    const exam = await makeExam(t, { publish: false });
    const shown = await t.http().get(`/api/v1/exam-sessions/${exam.sessionId}`).set(exam.officer.headers).expect(200);
    expect(shown.headers['etag']).toBe('"v1"');
    const { title: _title, ...rest } = pickInput(shown.body);
    const body = { ...rest, title: '改过的名字' };
    const path = `/api/v1/exam-sessions/${exam.sessionId}`;
    await t.http().put(path).set(exam.officer.headers).send(body).expect(400);
    await t
      .http()
      .put(path)
      .set({ ...exam.officer.headers, 'if-match': '"v9"' })
      .send(body)
      .expect(412);
    const changed = await t
      .http()
      .put(path)
      .set({ ...exam.officer.headers, 'if-match': '"v1"' })
      .send(body)
      .expect(200);
    expect(changed.body).toMatchObject({ title: '改过的名字', version: 2 });
    await t.http().post(`${path}/publication`).set(exam.officer.headers).expect(200);
    const refused = await t
      .http()
      .put(path)
      .set({ ...exam.officer.headers, 'if-match': '"v3"' })
      .send(body)
      .expect(409);
    expect(refused.body.code).toBe('session-not-draft');
  });

  it('another enterprise sees nothing of it', async () => {
    const exam = await makeExam(t);
    const other = await t.signIn('safety_officer', { organisationId: (await t.factory.organisation()).id });
    const list = await t.http().get('/api/v1/exam-sessions').set(other.headers).expect(200);
    expect(list.body.items).toEqual([]);
    for (const path of ['', '/entries', '/summary'])
      await t.http().get(`/api/v1/exam-sessions/${exam.sessionId}${path}`).set(other.headers).expect(404);
    await t
      .http()
      .post(`/api/v1/exam-sessions/${exam.sessionId}/cancellation`)
      .set(other.headers)
      .send({ reason: '不是我的考试' })
      .expect(404);
    const foreign = await t
      .http()
      .post('/api/v1/exam-sessions')
      .set(other.headers)
      .send({
        ...pickInput((await t.http().get(`/api/v1/exam-sessions/${exam.sessionId}`).set(exam.officer.headers)).body),
        organisationId: undefined,
      });
    expect([foreign.status, foreign.body.code]).toEqual([422, 'entry-out-of-scope']);
  });

  it('cancelling stops new starts; the summary and the entry list tell who stands where', async () => {
    const exam = await makeExam(t);
    const [passed, absent] = [await makeCandidate(t, exam.enterprise), await makeCandidate(t, exam.enterprise)];
    const attempt = await start(t, passed, exam.sessionId);
    await submit(t, passed, attempt.id).expect(200);
    const entries = await t
      .http()
      .get(`/api/v1/exam-sessions/${exam.sessionId}/entries?status=failed`)
      .set(exam.officer.headers)
      .expect(200);
    expect(entries.body.items.map((item: { personId: string }) => item.personId)).toEqual([passed.personId]);
    const summary = await t
      .http()
      .get(`/api/v1/exam-sessions/${exam.sessionId}/summary`)
      .set(exam.officer.headers)
      .expect(200);
    expect(summary.body).toMatchObject({ entries: 3, failed: 1, notStarted: 2, passed: 0, inProgress: 0 });
    expect(summary.body.questions).toHaveLength(10);
    await t
      .http()
      .post(`/api/v1/exam-sessions/${exam.sessionId}/cancellation`)
      .set(exam.officer.headers)
      .send({ reason: '停电改期' })
      .expect(200);
    const refused = await t
      .http()
      .post('/api/v1/exam-attempts')
      .set(absent.headers)
      .send({ examSessionId: exam.sessionId });
    expect([404, 409]).toContain(refused.status);
  });
});

/** What an organiser may send back of what he was shown. */
function pickInput(session: Record<string, unknown>): Record<string, unknown> {
  const names = [
    'organisationId',
    'title',
    'purpose',
    'opensAt',
    'closesAt',
    'durationMinutes',
    'passHundredths',
    'scoringScheme',
    'attemptsAllowed',
    'coolDownMinutes',
    'disclosure',
    'discloseAt',
    'shuffleOptions',
    'shuffleQuestions',
    'blueprint',
  ];
  return {
    ...Object.fromEntries(names.map((name) => [name, session[name]])),
    entries: (session['entries'] as { kind: string; id: string }[]).map(({ kind, id }) => ({ kind, id })),
  };
}
