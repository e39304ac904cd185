import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Presence } from '../../apps/api/src/modules/exams/conduct/presence.js';
import { neighboursOf } from '../../apps/api/src/modules/exams/conduct/neighbours.js';
import { ExpireAttempts, VerifySessionLogs } from '../../apps/api/src/modules/exams/index.js';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import { makeCandidate, makeExam, save, start, submit, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

const NOW = '2026-11-23T01:00:00.000Z';
const DEVICE_A = 'device-a-0000000';
const DEVICE_B = 'device-b-0000000';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ now: NOW });
}, 60_000);
afterAll(() => t.close(), 60_000);

const at = (who: SignedIn, device?: string): SignedIn =>
  device ? { ...who, headers: { ...who.headers, 'x-zhian-device': device } } : who;
const staff = (who: SignedIn, exam: MadeExam, path: string, body: object) =>
  t.http().post(`/api/v1/exam-sessions/${exam.sessionId}/${path}`).set(who.headers).send(body);
const begin = (who: SignedIn, exam: MadeExam, body: object = {}) =>
  t
    .http()
    .post('/api/v1/exam-attempts')
    .set(who.headers)
    .send({ examSessionId: exam.sessionId, ...body });
const show = (who: SignedIn, exam: MadeExam, path: string) =>
  t
    .http()
    .get(`/api/v1/exam-sessions/${exam.sessionId}${path && `/${path}`}`)
    .set(who.headers);
const answer = (slot: number, clientSeq: number) => [{ slot, choice: ['A'], clientSeq }];
const small = { single: 2, multiple: 0, trueFalse: 0, session: { passHundredths: 1000 } };
const session = (more: object) => ({ ...small, session: { ...small.session, ...more } });

async function rows<T extends object>(sql: string, values: unknown[]): Promise<T[]> {
  return (await t.db.query<T>(sql, values)).rows;
}

describe('settings of a session', () => {
  const make = (more: object) =>
    makeExam(t, { ...session(more), publish: false }).then(
      () => null,
      (error: Error) =>
        JSON.parse(error.message.replace(/^[^{]*/, '')) as {
          code: string;
          errors: { pointer: string; message: string }[];
        },
    );

  it.each([
    [{ accessCode: '123' }, '/accessCode', '考场口令 4～12 位，用字母或数字'],
    [{ accessCode: '四个汉字' }, '/accessCode', '考场口令 4～12 位，用字母或数字'],
    [{ lateEntryMinutes: -1 }, '/lateEntryMinutes', '迟到限制不能小于 0 分钟'],
    [{ resitsAllowed: 1.5 }, '/resitsAllowed', '补考次数填整数'],
    [{ startMode: 'whenever' }, '/startMode', '收卷方式：各自计时，或统一收卷'],
    [{ startMode: 'together' }, '/closesAt', '统一收卷的截止时间就是开考时间加考试时长，可以不填'],
    [{ startMode: 'together', opensAt: undefined, closesAt: undefined }, '/opensAt', '统一收卷要填开考时间'],
  ])('%j is refused at %s', async (more, pointer, message) => {
    const problem = await make(more);
    expect(problem?.code).toBe('validation-failed');
    expect(problem?.errors).toContainEqual(expect.objectContaining({ pointer, message }));
  });

  it('are read back; without them the session is as it always was', async () => {
    const plain = await makeExam(t, small);
    expect((await show(plain.officer, plain, '').expect(200)).body).toMatchObject({
      startMode: 'individual',
      accessCode: null,
      needsAccessCode: false,
      lateEntryMinutes: null,
      resitsAllowed: 0,
      oneDevice: true,
      invigilated: false,
      extensionSeconds: 0,
      pausedAt: null,
    });
    const set = await makeExam(
      t,
      session({ accessCode: 'Ab12', lateEntryMinutes: 15, resitsAllowed: 1, oneDevice: false, invigilated: true }),
    );
    expect((await show(set.officer, set, '').expect(200)).body).toMatchObject({
      accessCode: 'Ab12',
      needsAccessCode: true,
      lateEntryMinutes: 15,
      resitsAllowed: 1,
      oneDevice: false,
      invigilated: true,
    });
    // Who may only read the exam may be sitting it.
    const leader = await t.signIn('team_leader', { organisationId: set.enterprise.id });
    expect((await show(leader, set, '').expect(200)).body).toMatchObject({ accessCode: null, needsAccessCode: true });
  });

  it('together: everybody ends at the same moment, whenever he starts', async () => {
    const opensAt = new Date(Date.parse(NOW) - 1_200_000).toISOString();
    const exam = await makeExam(
      t,
      session({ startMode: 'together', opensAt, closesAt: undefined, durationMinutes: 60 }),
    );
    const closes = new Date(Date.parse(opensAt) + 3_600_000).toISOString();
    expect((await show(exam.officer, exam, '').expect(200)).body.closesAt).toBe(closes);
    expect((await start(t, await makeCandidate(t, exam.enterprise), exam.sessionId)).deadline).toBe(closes);
  });

  it('a person who is late for the first time does not come in; a resit is for who has failed', async () => {
    const late = await makeExam(t, session({ lateEntryMinutes: 0 }));
    const refused = await begin(await makeCandidate(t, late.enterprise), late).expect(409);
    expect(refused.body).toMatchObject({ code: 'may-not-start', params: { refusal: 'late' } });
    const resit = await makeExam(t, session({ resitsAllowed: 1, passHundredths: 2000 }));
    const candidate = await makeCandidate(t, resit.enterprise);
    for (const status of [200, 200]) {
      const attempt = await start(t, candidate, resit.sessionId);
      await submit(t, candidate, attempt.id).expect(status);
    }
    expect((await begin(candidate, resit).expect(409)).body.params.refusal).toBe('attempts-used-up');
  });
});

describe('the word of the room', () => {
  it('is asked at the start, never shown to a candidate, and cannot be found by trying', async () => {
    const exam = await makeExam(t, session({ accessCode: 'Kai7' }));
    const candidate = await makeCandidate(t, exam.enterprise);
    const mine = await t.http().get('/api/v1/my/exam-sessions').set(candidate.headers).expect(200);
    expect(mine.body.items[0]).toMatchObject({ needsAccessCode: true, paused: false, roomName: null, seat: null });
    expect(JSON.stringify(mine.body)).not.toContain('Kai7');
    const without = await begin(candidate, exam).expect(422);
    expect(without.body).toMatchObject({
      code: 'access-code-wrong',
      errors: [{ pointer: '/accessCode', code: 'required' }],
    });
    for (let n = 0; n < 5; n += 1) await begin(candidate, exam, { accessCode: `no${n}x` }).expect(422);
    await begin(candidate, exam, { accessCode: 'no5x' }).expect(429);
    await begin(candidate, exam, { accessCode: 'Kai7' }).expect(429);
    t.clock?.advance(2000);
    const started = await begin(candidate, exam, { accessCode: ' kAI7 ' }).expect(201);
    // Going on needs no word, another person does.
    expect((await begin(candidate, exam).expect(200)).body.id).toBe(started.body.id);
    await begin(await makeCandidate(t, exam.enterprise), exam).expect(422);
  });

  it('counts tries for all processes together, and many at once are not many free ones', async () => {
    const exam = await makeExam(t, session({ accessCode: 'Kai7' }));
    const candidate = await makeCandidate(t, exam.enterprise);
    const second = await startTestApp({ database: t.database, dataDir: t.dataDir, now: NOW });
    try {
      const tried = await Promise.all(
        Array.from({ length: 16 }, (_, n) =>
          (n % 2 === 0 ? t : second)
            .http()
            .post('/api/v1/exam-attempts')
            .set(candidate.headers)
            .send({ examSessionId: exam.sessionId, accessCode: `no${n}` }),
        ),
      );
      const seen = tried.map(({ body }) => String(body.code));
      expect(seen.filter((code) => code === 'access-code-wrong').length).toBeLessThanOrEqual(5);
      expect(seen.filter((code) => code === 'too-many-requests').length).toBeGreaterThanOrEqual(11);
      // Whoever else sits there is not slowed down.
      await begin(await makeCandidate(t, exam.enterprise), exam, { accessCode: 'kai7' }).expect(201);
    } finally {
      await second.close();
    }
  });

  it('can be changed while the session runs; no log has it', async () => {
    const exam = await makeExam(t, session({ accessCode: 'Old1' }));
    const change = (body: object) =>
      t.http().put(`/api/v1/exam-sessions/${exam.sessionId}/access-code`).set(exam.officer.headers).send(body);
    await change({ accessCode: 'x' }).expect(422);
    await change({ accessCode: 'New2' }).expect(204);
    const candidate = await makeCandidate(t, exam.enterprise);
    await begin(candidate, exam, { accessCode: 'Old1' }).expect(422);
    await begin(candidate, exam, { accessCode: 'new2' }).expect(201);
    await change({ accessCode: null }).expect(204);
    await begin(await makeCandidate(t, exam.enterprise), exam).expect(201);
    const logged = await rows(
      `SELECT data::text AS said FROM exam_session_event WHERE session_id = $1
       UNION ALL SELECT detail::text FROM audit_entry WHERE subject_id = $1::text`,
      [exam.sessionId],
    );
    expect(JSON.stringify(logged)).not.toMatch(/Old1|New2/);
  });
});

describe('one live device', () => {
  it('the second one is asked first; taking over is logged and leaves the first one looking on', async () => {
    const exam = await makeExam(t, small);
    const candidate = await makeCandidate(t, exam.enterprise);
    const [a, b] = [at(candidate, DEVICE_A), at(candidate, DEVICE_B)];
    const { id } = await start(t, a, exam.sessionId);
    const refused = await begin(b, exam).expect(409);
    expect(refused.body).toMatchObject({
      code: 'attempt-on-other-device',
      params: { since: t.clock?.now().toISOString() },
    });
    await save(t, b, id, answer(1, 1)).expect(409);
    await save(t, a, id, answer(1, 1)).expect(200);
    const taken = await begin(b, exam, { takeOver: true }).expect(200);
    expect(taken.body.answers).toEqual([{ slot: 1, choice: ['A'], clientSeq: 1 }]);
    expect((await save(t, a, id, answer(1, 2)).expect(409)).body.code).toBe('attempt-on-other-device');
    expect((await submit(t, a, id, { answers: answer(1, 2) }).expect(409)).body.code).toBe('attempt-on-other-device');
    await save(t, b, id, answer(2, 3)).expect(200);
    // A client that names no device is not asked.
    await save(t, candidate, id, answer(2, 4)).expect(200);
    expect(
      await rows(`SELECT data FROM attempt_event WHERE attempt_id = $1 AND kind = 'device-changed'`, [id]),
    ).toEqual([{ data: { from: DEVICE_A, to: DEVICE_B } }]);
    await submit(t, b, id).expect(200);
  });

  it('is set free by the staff, and then goes to the next that asks; a session may do without the rule', async () => {
    const exam = await makeExam(t, small);
    const candidate = await makeCandidate(t, exam.enterprise);
    const { id } = await start(t, at(candidate, DEVICE_A), exam.sessionId);
    await staff(exam.officer, exam, 'device-resets', { personId: candidate.personId, reason: '手机没电' }).expect(204);
    await begin(at(candidate, DEVICE_B), exam).expect(200);
    await save(t, at(candidate, DEVICE_A), id, answer(1, 1)).expect(409);
    const free = await makeExam(t, session({ oneDevice: false }));
    const other = await makeCandidate(t, free.enterprise);
    const attempt = await start(t, at(other, DEVICE_A), free.sessionId);
    await begin(at(other, DEVICE_B), free).expect(200);
    await save(t, at(other, DEVICE_A), attempt.id, answer(1, 1)).expect(200);
    await begin(at(other, 'short'), free).expect(400);
  });
});

describe('a pause', () => {
  it('stops the time of all and gives it back to the millisecond; nothing is lost and nothing runs out', async () => {
    const exam = await makeExam(
      t,
      session({ lateEntryMinutes: 5, closesAt: new Date(t.clock!.now().getTime() + 3_700_000).toISOString() }),
    );
    const candidate = await makeCandidate(t, exam.enterprise);
    const attempt = await start(t, candidate, exam.sessionId);
    await staff(exam.officer, exam, 'resumption', {}).expect(409);
    await staff(exam.officer, exam, 'pause', { reason: '停' }).expect(422);
    await staff(exam.officer, exam, 'pause', { reason: '全厂停电' }).expect(204);
    const pausedAt = t.clock?.now().toISOString();
    expect((await staff(exam.officer, exam, 'pause', { reason: '再按一次' }).expect(409)).body.code).toBe(
      'session-is-paused',
    );
    t.clock?.advance(30_000);
    await save(t, candidate, attempt.id, answer(1, 1)).expect(200);
    t.clock?.advance(1);
    expect((await save(t, candidate, attempt.id, answer(2, 2)).expect(409)).body.code).toBe('session-paused');
    expect((await submit(t, candidate, attempt.id).expect(409)).body.code).toBe('session-paused');
    const refused = await begin(await makeCandidate(t, exam.enterprise), exam).expect(409);
    expect(refused.body.params.refusal).toBe('paused');
    t.clock?.advance(5 * 3_600_000 + 234);
    await t.get(ExpireAttempts).execute();
    const shown = await t.http().get(`/api/v1/exam-attempts/${attempt.id}`).set(candidate.headers).expect(200);
    expect(shown.body).toMatchObject({
      status: 'paused',
      pausedAt,
      remainingMs: 3_600_000,
      deadline: attempt.deadline,
    });
    const mine = await t.http().get('/api/v1/my/exam-sessions').set(candidate.headers).expect(200);
    expect(mine.body.items[0]).toMatchObject({ paused: true, phase: 'open', mayStart: true });

    await staff(exam.officer, exam, 'resumption', {}).expect(204);
    const ms = 30_001 + 5 * 3_600_000 + 234;
    const resumed = await t.http().get(`/api/v1/exam-attempts/${attempt.id}`).set(candidate.headers).expect(200);
    expect(resumed.body).toMatchObject({
      status: 'open',
      pausedAt: null,
      deadline: new Date(Date.parse(attempt.deadline) + ms).toISOString(),
      remainingMs: 3_600_000,
      extensionSeconds: 0,
      revision: shown.body.revision + 1,
    });
    await save(t, candidate, attempt.id, answer(2, 2)).expect(200);
    // Whoever came meanwhile is not late, and has until the end that was moved as well.
    await begin(await makeCandidate(t, exam.enterprise), exam).expect(201);
    expect(
      await rows(
        `SELECT kind, data - 'deadline' AS data FROM attempt_event WHERE attempt_id = $1 AND kind IN ('paused', 'resumed') ORDER BY seq`,
        [attempt.id],
      ),
    ).toEqual([
      { kind: 'paused', data: {} },
      { kind: 'resumed', data: { ms } },
    ]);
    t.clock?.set(new Date(NOW));
  });

  it('that was forgotten outlives the end of the session, and is shown to whoever may end it', async () => {
    const closesAt = t.clock!.now().getTime() + 3_600_000;
    const exam = await makeExam(t, session({ closesAt: new Date(closesAt).toISOString() }));
    const candidate = await makeCandidate(t, exam.enterprise);
    const attempt = await start(t, candidate, exam.sessionId);
    await staff(exam.officer, exam, 'pause', { reason: '停电' }).expect(204);
    const pausedAt = t.clock!.now().toISOString();
    t.clock?.set(new Date(closesAt + 8 * 3_600_000));
    await t.get(ExpireAttempts).execute();
    const listed = (who: SignedIn) => t.http().get('/api/v1/exam-sessions?paused=true').set(who.headers).expect(200);
    expect((await listed(exam.officer)).body.items).toEqual([
      expect.objectContaining({ id: exam.sessionId, phase: 'open', pausedAt }),
    ]);
    const foreign = await t.signIn('safety_officer', { organisationId: (await t.factory.organisation()).id });
    expect((await listed(foreign)).body.items).toEqual([]);
    await t.http().get('/api/v1/exam-sessions?paused=maybe').set(exam.officer.headers).expect(422);
    expect(await rows(`SELECT status FROM attempt WHERE id = $1`, [attempt.id])).toEqual([{ status: 'open' }]);
    await staff(exam.officer, exam, 'resumption', {}).expect(204);
    expect((await listed(exam.officer)).body.items).toEqual([]);
    // He has what he had; then the clock ends it.
    await save(t, candidate, attempt.id, answer(1, 1)).expect(200);
    t.clock?.advance(3_600_000 + 60_000);
    await t.get(ExpireAttempts).execute();
    expect(await rows(`SELECT status FROM attempt WHERE id = $1`, [attempt.id])).toEqual([{ status: 'expired' }]);
    t.clock?.set(new Date(NOW));
  });

  it('keeps results back until the last one’s time is over', async () => {
    const closesAt = new Date(t.clock!.now().getTime() + 3_600_000);
    const exam = await makeExam(t, session({ discloseAt: 'close', closesAt: closesAt.toISOString() }));
    const [early, slow] = [await makeCandidate(t, exam.enterprise), await makeCandidate(t, exam.enterprise)];
    const done = await start(t, early, exam.sessionId);
    await submit(t, early, done.id).expect(200);
    const sits = await start(t, slow, exam.sessionId);
    await staff(exam.officer, exam, 'extensions', {
      minutes: 30,
      personIds: [slow.personId],
      reason: '视力不好',
    }).expect(200);
    const result = () => t.http().get(`/api/v1/exam-attempts/${done.id}/result`).set(early.headers).expect(200);
    t.clock?.set(new Date(closesAt.getTime() + 1_799_000));
    expect((await result()).body).toMatchObject({
      released: false,
      slots: [],
      releaseAt: new Date(closesAt.getTime() + 1_800_000).toISOString(),
    });
    expect((await show(exam.officer, exam, '').expect(200)).body.phase).toBe('open');
    await save(t, slow, sits.id, answer(1, 1)).expect(200);
    t.clock?.set(new Date(closesAt.getTime() + 1_800_000));
    expect((await result()).body.released).toBe(true);
    expect((await show(exam.officer, exam, '').expect(200)).body.phase).toBe('closed');
    t.clock?.set(new Date(NOW));
  });
});

describe('what the staff do', () => {
  it('extends for those who can have it, and says of the others why not', async () => {
    const exam = await makeExam(t, small);
    const [sits, done] = [await makeCandidate(t, exam.enterprise), await makeCandidate(t, exam.enterprise)];
    await start(t, sits, exam.sessionId);
    await submit(t, done, (await start(t, done, exam.sessionId)).id).expect(200);
    const reply = await staff(exam.officer, exam, 'extensions', {
      minutes: 5,
      personIds: [sits.personId, done.personId],
      reason: '设备故障',
    }).expect(200);
    expect(reply.body).toEqual({
      running: 1,
      waiting: 0,
      skipped: [{ personId: done.personId, name: expect.any(String), because: '已交卷' }],
    });
    const bad = (body: object) => staff(exam.officer, exam, 'extensions', { minutes: 5, reason: '设备故障', ...body });
    await bad({ minutes: 0 }).expect(422);
    await bad({ minutes: 241 }).expect(422);
    await bad({ personIds: [] }).expect(422);
    await bad({ reason: '' }).expect(422);
    expect((await bad({ personIds: [uuidv7()] }).expect(422)).body.code).toBe('candidate-unknown');
    expect((await bad({ personIds: [done.personId] }).expect(409)).body.code).toBe('nobody-to-extend');
    expect((await bad({ minutes: -1 }).expect(409)).body.code).toBe('extension-not-given');
  });

  it('hands in for who has left, with what was saved; a paused one too', async () => {
    const exam = await makeExam(t, small);
    const [one, two] = [await makeCandidate(t, exam.enterprise), await makeCandidate(t, exam.enterprise)];
    const [first, second] = [await start(t, one, exam.sessionId), await start(t, two, exam.sessionId)];
    await save(t, one, first.id, answer(1, 1)).expect(200);
    const force = (personIds: (string | null)[]) =>
      staff(exam.officer, exam, 'force-submissions', { personIds, reason: '提前离场' });
    expect((await force([one.personId]).expect(200)).body).toEqual({ submitted: 1, skipped: [] });
    const result = await t.http().get(`/api/v1/exam-attempts/${first.id}/result`).set(one.headers).expect(200);
    expect(result.body).toMatchObject({ status: 'submitted', answeredCount: 1 });
    await save(t, one, first.id, answer(2, 2)).expect(409);
    await staff(exam.officer, exam, 'pause', { reason: '停电' }).expect(204);
    t.clock?.advance(3 * 3_600_000);
    const reply = await force([one.personId, two.personId]).expect(200);
    expect(reply.body).toMatchObject({ submitted: 1, skipped: [{ personId: one.personId, because: '已交卷' }] });
    expect(await rows(`SELECT status, ended_at FROM attempt WHERE id = $1`, [second.id])).toEqual([
      { status: 'submitted', ended_at: new Date(NOW) },
    ]);
    expect((await force([two.personId]).expect(409)).body.code).toBe('nobody-to-submit');
    t.clock?.set(new Date(NOW));
  });

  it('notes what was seen, and the log of the session tells it all in order and is proof against changes', async () => {
    const exam = await makeExam(t, small);
    const candidate = await makeCandidate(t, exam.enterprise);
    await start(t, candidate, exam.sessionId);
    await staff(exam.officer, exam, 'incidents', { text: 'x' }).expect(422);
    await staff(exam.officer, exam, 'incidents', { text: '有人找人', personId: uuidv7() }).expect(422);
    await staff(exam.officer, exam, 'incidents', { text: '翻看手机，已提醒', personId: candidate.personId }).expect(
      204,
    );
    await staff(exam.officer, exam, 'pause', { reason: '停电' }).expect(204);
    await staff(exam.officer, exam, 'resumption', { reason: '来电' }).expect(204);
    const page = await show(exam.officer, exam, 'events?limit=2').expect(200);
    expect(page.body.items).toMatchObject([
      { seq: 3, kind: 'resumed', reason: '来电', people: [] },
      { seq: 2, kind: 'paused', reason: '停电' },
    ]);
    const rest = await show(exam.officer, exam, `events?cursor=${page.body.next}`).expect(200);
    expect(rest.body).toMatchObject({
      items: [
        {
          seq: 1,
          kind: 'incident',
          text: '翻看手机，已提醒',
          people: [{ personId: candidate.personId }],
          actorName: '测试safety_officer',
        },
      ],
      next: null,
    });
    const verify = t.get(VerifySessionLogs);
    expect((await verify.execute()).faults).toEqual([]);
    const tamper = async (change: string) => {
      const client = await t.db.connect();
      try {
        await client.query(`SET session_replication_role = replica`);
        await client.query(change);
      } finally {
        await client.query(`SET session_replication_role = origin`);
        client.release();
      }
    };
    await expect(
      t.db.query(`UPDATE exam_session_event SET data = '{}' WHERE session_id = $1`, [exam.sessionId]),
    ).rejects.toThrow('append-only');
    await tamper(
      `UPDATE exam_session_event SET actor_name = '别人' WHERE session_id = '${exam.sessionId}' AND seq = 2`,
    );
    expect((await verify.execute()).faults).toEqual([{ sessionId: exam.sessionId, seq: 2 }]);
    await tamper(`DELETE FROM exam_session_event WHERE session_id = '${exam.sessionId}' AND seq = 1`);
    expect((await verify.execute()).faults).toEqual([{ sessionId: exam.sessionId, seq: 1 }]);
    await tamper(`DELETE FROM exam_session_event WHERE session_id = '${exam.sessionId}'`);
    expect((await verify.execute()).faults).toEqual([]);
  });

  it('signals are kept as signs, up to a number, and counted beyond', async () => {
    const exam = await makeExam(t, small);
    const candidate = await makeCandidate(t, exam.enterprise);
    const { id } = await start(t, candidate, exam.sessionId);
    const signal = (who: SignedIn, signals: object[]) =>
      t.http().post(`/api/v1/exam-attempts/${id}/signals`).set(who.headers).send({ signals });
    await signal(candidate, []).expect(422);
    await signal(candidate, [{ kind: 'thought', at: NOW }]).expect(422);
    await signal(candidate, [{ kind: 'blur', at: 'noon' }]).expect(422);
    await signal(await makeCandidate(t, exam.enterprise), [{ kind: 'blur', at: NOW }]).expect(404);
    const many = Array.from({ length: 50 }, () => ({ kind: 'copy', at: NOW }));
    for (let n = 0; n < 5; n += 1) await signal(candidate, many).expect(204);
    await t.get(Presence).flush();
    const logged = await rows<{ n: number }>(
      `SELECT sum(jsonb_array_length(data -> 'signals'))::int AS n FROM attempt_event WHERE attempt_id = $1 AND kind = 'signals'`,
      [id],
    );
    expect(logged[0]?.n).toBe(200);
    const board = await show(exam.officer, exam, 'board').expect(200);
    expect(board.body.candidates.find((one: { personId: string }) => one.personId === candidate.personId).signals).toBe(
      250,
    );
    expect(board.body.counts.signals).toBe(1);
  });
});

describe('rooms, seats and who looks after them', () => {
  const put = (who: SignedIn, exam: MadeExam, version: number, body: object) =>
    t
      .http()
      .put(`/api/v1/exam-sessions/${exam.sessionId}/rooms`)
      .set({ ...who.headers, 'if-match': `"v${version}"` })
      .send(body);
  const version = async (exam: MadeExam): Promise<number> =>
    (await show(exam.officer, exam, 'rooms').expect(200)).body.version as number;
  const seat = (who: SignedIn, exam: MadeExam, personId: string | null, body: object) =>
    t.http().put(`/api/v1/exam-sessions/${exam.sessionId}/seating/${personId}`).set(who.headers).send(body);

  async function hall(people = 5) {
    const enterprise = await t.factory.organisation();
    const teams = [
      await t.factory.organisation({ parent: enterprise, name: '采煤一队' }),
      await t.factory.organisation({ parent: enterprise, name: '机电队' }),
    ];
    const candidates: SignedIn[] = [];
    for (let n = 0; n < people; n += 1) candidates.push(await makeCandidate(t, teams[n % 2] ?? enterprise));
    const exam = await makeExam(t, { ...small, enterprise, session: { passHundredths: 1000, invigilated: true } });
    return { exam, candidates, teams };
  }

  it('are arranged as a whole list, by who has read it; a shortage of seats is named', async () => {
    const { exam } = await hall(5);
    const first = await version(exam);
    const made = await put(exam.officer, exam, first, {
      rooms: [
        { name: '一号教室', capacity: 2 },
        { name: '二号教室', capacity: 3 },
      ],
    }).expect(200);
    expect(made.body).toMatchObject({
      rooms: [{ name: '一号教室', capacity: 2, entries: 0, invigilators: [] }, { name: '二号教室' }],
      version: first + 1,
    });
    expect(made.headers['etag']).toBe(`"v${first + 1}"`);
    await put(exam.officer, exam, first, { rooms: [] }).expect(412);
    const twice = await put(exam.officer, exam, first + 1, { rooms: [{ name: '甲' }, { name: ' 甲 ' }] }).expect(422);
    expect(twice.body.errors).toMatchObject([{ pointer: '/rooms/1/name' }]);
    // Five candidates and the one that makeExam adds.
    const short = await staff(exam.officer, exam, 'seating', { by: 'order' }).expect(422);
    expect(short.body).toMatchObject({ code: 'rooms-too-small', params: { people: 6, places: 5, missing: 1 } });
    expect(short.body.detail).toBe('应考 6 人，考场共 5 个座位，还差 1 个。加考场或改座位数后再排。');
    const [one, two] = made.body.rooms as { id: string }[];
    // Names change places, one room grows.
    await put(exam.officer, exam, first + 1, {
      rooms: [
        { id: one?.id, name: '二号教室', capacity: 3 },
        { id: two?.id, name: '一号教室', capacity: 3 },
      ],
    }).expect(200);
    await staff(exam.officer, exam, 'seating', { by: 'sideways' }).expect(422);
    await staff(exam.officer, exam, 'seating', { by: 'apart' }).expect(204);
    const seats = (await show(exam.officer, exam, 'seating?limit=4').expect(200)).body;
    expect(seats.items.map((item: { seat: number }) => item.seat)).toEqual([1, 2, 3, 1]);
    expect(
      (await show(exam.officer, exam, `seating?limit=4&cursor=${seats.next}`).expect(200)).body.items,
    ).toHaveLength(2);
    const full = await put(exam.officer, exam, first + 2, {
      rooms: [{ id: one?.id, name: '二号教室', capacity: 2 }],
    }).expect(422);
    expect(full.body.errors).toMatchObject([
      { pointer: '/rooms/0/capacity', message: '「二号教室」已经排了 3 人，座位不能更少' },
    ]);
    // A room that goes leaves its people without a seat.
    await put(exam.officer, exam, first + 2, { rooms: [{ id: one?.id, name: '二号教室' }] }).expect(200);
    const left = (await show(exam.officer, exam, 'seating').expect(200)).body.items as {
      roomId: string | null;
      seat: number | null;
    }[];
    expect(left.filter((item) => item.roomId === null && item.seat === null)).toHaveLength(3);
  });

  it('one person is moved; taken and missing seats are named; neighbours follow; all is over once somebody sits for seating anew', async () => {
    const { exam, candidates } = await hall(3);
    const made = await put(exam.officer, exam, await version(exam), { rooms: [{ name: '大厅', capacity: 5 }] }).expect(
      200,
    );
    const room = made.body.rooms[0].id as string;
    const [a, b, c] = candidates.map((candidate) => candidate.personId);
    await seat(exam.officer, exam, a ?? '', { roomId: room, seat: 2 }).expect(204);
    expect((await seat(exam.officer, exam, b ?? '', { roomId: room, seat: 2 }).expect(409)).body).toMatchObject({
      code: 'seat-taken',
      detail: '「大厅」2 号已有人，换一个座位号。',
    });
    expect((await seat(exam.officer, exam, b ?? '', { roomId: room, seat: 6 }).expect(409)).body.code).toBe(
      'room-full',
    );
    await seat(exam.officer, exam, b ?? '', { roomId: room }).expect(204);
    await seat(exam.officer, exam, c ?? '', { roomId: room, seat: 4 }).expect(204);
    const neighbours = (person?: string | null) =>
      t.get(UnitOfWork).read(Ctx.system('test'), (tx) => neighboursOf(tx, exam.sessionId, person ?? ''));
    expect(await neighbours(a)).toEqual([b]);
    await seat(exam.officer, exam, c ?? '', { roomId: room, seat: 3 }).expect(204);
    expect(await neighbours(a)).toEqual([b, c]);
    expect(await neighbours(b)).toEqual([a]);
    await seat(exam.officer, exam, c ?? '', { roomId: null }).expect(204);
    expect(await neighbours(c)).toEqual([]);
    expect((await seat(exam.officer, exam, c ?? '', { roomId: uuidv7() }).expect(422)).body.code).toBe('room-unknown');
    expect((await seat(exam.officer, exam, uuidv7(), { roomId: room }).expect(422)).body.code).toBe(
      'candidate-unknown',
    );
    const mine = await t
      .http()
      .get('/api/v1/my/exam-sessions')
      .set(candidates[0]?.headers ?? {})
      .expect(200);
    expect(mine.body.items[0]).toMatchObject({ roomName: '大厅', seat: 2 });
    await start(t, candidates[0] as SignedIn, exam.sessionId);
    expect((await staff(exam.officer, exam, 'seating', { by: 'random' }).expect(409)).body.code).toBe('seating-in-use');
    await seat(exam.officer, exam, a ?? '', { roomId: room, seat: 5 }).expect(204);
  });

  it('the list and the board name a team in full: every department of a mine has a second shift', async () => {
    const enterprise = await t.factory.organisation();
    const department = await t.factory.organisation({ parent: enterprise, name: '掘进队' });
    await makeCandidate(t, await t.factory.organisation({ parent: department, kind: 'team', name: '二班' }));
    const exam = await makeExam(t, { ...small, enterprise, session: { passHundredths: 1000, invigilated: true } });
    const { items } = (await show(exam.officer, exam, 'seating').expect(200)).body as { items: { unitName: string }[] };
    expect(items.map((item) => item.unitName)).toContain('掘进队 / 二班');
    const { candidates } = (await show(exam.officer, exam, 'board').expect(200)).body as {
      candidates: { unitName: string }[];
    };
    expect(candidates.map((one) => one.unitName).sort()).toEqual(items.map((item) => item.unitName).sort());
  });

  it('apart: people of one team do not sit beside each other, and the log has the seed', async () => {
    const { exam } = await hall(8);
    await put(exam.officer, exam, await version(exam), { rooms: [{ name: '大厅' }] }).expect(200);
    await staff(exam.officer, exam, 'seating', { by: 'apart' }).expect(204);
    const { items } = (await show(exam.officer, exam, 'seating').expect(200)).body as { items: { unitName: string }[] };
    const units = items.map((item) => item.unitName);
    expect(units.filter((unit, index) => unit === units[index + 1])).toEqual([]);
    expect(
      await rows(
        `SELECT data ->> 'by' AS by, length(data ->> 'seed') AS seed FROM exam_session_event WHERE session_id = $1 AND kind = 'seating'`,
        [exam.sessionId],
      ),
    ).toEqual([{ by: 'apart', seed: 32 }]);
  });

  it('whoever is named for a room conducts there and nowhere else, whatever his role is', async () => {
    const { exam, candidates } = await hall(4);
    const leader = await t.signIn('team_leader', { organisationId: exam.enterprise.id });
    const other = await t.signIn('team_leader', { organisationId: exam.enterprise.id });
    const stranger = await t.signIn('safety_officer', { organisationId: (await t.factory.organisation()).id });
    const options = await show(exam.officer, exam, 'invigilator-options?limit=200').expect(200);
    expect(options.body.items.map((item: { accountId: string }) => item.accountId)).toEqual(
      expect.arrayContaining([leader.accountId, other.accountId, exam.officer.accountId]),
    );
    expect(JSON.stringify(options.body)).not.toContain(stranger.accountId);
    const outside = await put(exam.officer, exam, await version(exam), {
      rooms: [{ name: '甲', invigilatorAccountIds: [stranger.accountId] }],
    }).expect(422);
    expect(outside.body.code).toBe('invigilator-out-of-scope');
    const made = await put(exam.officer, exam, await version(exam), {
      rooms: [{ name: '甲', invigilatorAccountIds: [leader.accountId] }, { name: '乙' }],
      invigilatorAccountIds: [],
    }).expect(200);
    const [roomA, roomB] = (made.body.rooms as { id: string }[]).map((room) => room.id);
    const [a, b] = candidates as [SignedIn, SignedIn];
    await seat(exam.officer, exam, a.personId, { roomId: roomA, seat: 1 }).expect(204);
    await seat(exam.officer, exam, b.personId, { roomId: roomB, seat: 1 }).expect(204);
    await start(t, a, exam.sessionId);
    await start(t, b, exam.sessionId);

    const board = await show(leader, exam, 'board').expect(200);
    expect(board.body.rooms).toMatchObject([{ id: roomA, name: '甲', invigilators: ['测试team_leader'], entries: 1 }]);
    expect(board.body.candidates.map((one: { personId: string }) => one.personId)).toEqual([a.personId]);
    expect(board.body.counts).toMatchObject({ entries: 1, inProgress: 1 });
    await show(leader, exam, `board?roomId=${roomB}`).expect(404);
    expect((await show(leader, exam, 'rooms').expect(200)).body.rooms).toHaveLength(1);
    expect((await show(leader, exam, 'seating').expect(200)).body.items).toHaveLength(1);
    const extend = (who: SignedIn, body: object) =>
      staff(who, exam, 'extensions', { minutes: 5, reason: '设备故障', ...body });
    await extend(leader, { personIds: [a.personId] }).expect(200);
    expect((await extend(leader, { personIds: [b.personId] }).expect(422)).body.code).toBe('candidate-unknown');
    expect((await extend(leader, {}).expect(403)).body.code).toBe('invigilates-rooms-only');
    await staff(leader, exam, 'pause', { reason: '停电' }).expect(403);
    await staff(leader, exam, 'incidents', { text: '一切正常' }).expect(204);
    await staff(leader, exam, 'incidents', { text: '隔壁的事', personId: b.personId }).expect(422);
    await staff(leader, exam, 'device-resets', { personId: b.personId, reason: '换手机' }).expect(422);
    await seat(leader, exam, b.personId, { roomId: roomA }).expect(422);
    // What names people of the other room only is not his to read; names of others are left out.
    await extend(exam.officer, { personIds: [b.personId] }).expect(200);
    await extend(exam.officer, { personIds: [a.personId, b.personId] }).expect(200);
    const events = (await show(leader, exam, 'events').expect(200)).body.items as {
      kind: string;
      people: { personId: string }[];
    }[];
    expect(
      events.filter((event) => event.kind === 'extended').map((event) => event.people.map((one) => one.personId)),
    ).toEqual([[a.personId], [a.personId]]);
    // Arranging is the organiser's.
    await put(leader, exam, 9, { rooms: [] }).expect(403);

    for (const path of ['board', 'rooms', 'seating', 'events', 'board/notices']) {
      await show(other, exam, path).expect(404);
      await show(stranger, exam, path).expect(404);
      await show(a, exam, path).expect(404);
    }
    await extend(stranger, {}).expect(404);
    await staff(a, exam, 'pause', { reason: '我要暂停' }).expect(404);
    // Taken off the list, he sees nothing any more.
    await put(exam.officer, exam, await version(exam), { rooms: [{ id: roomA, name: '甲' }] }).expect(200);
    await show(leader, exam, 'board').expect(404);
  });
});

describe('the board', () => {
  it('shows everybody, how far and whether he is there, without a number of any document', async () => {
    const exam = await makeExam(t, { single: 3, multiple: 0, trueFalse: 0, session: { passHundredths: 1000 } });
    const people = await Promise.all(Array.from({ length: 4 }, () => makeCandidate(t, exam.enterprise)));
    const [sits, away, done, waits] = people as [SignedIn, SignedIn, SignedIn, SignedIn];
    for (const person of people)
      await t.db.query(
        `INSERT INTO exam_entry (session_id, person_id, added_at) VALUES ($1, $2, now()) ON CONFLICT DO NOTHING`,
        [exam.sessionId, person.personId],
      );
    const begun = t.clock?.now().toISOString();
    const attempt = await start(t, at(sits, DEVICE_A), exam.sessionId);
    await start(t, away, exam.sessionId);
    const finished = await start(t, done, exam.sessionId);
    await save(t, done, finished.id, answer(1, 1)).expect(200);
    await submit(t, done, finished.id).expect(200);
    t.clock?.advance(50_000);
    await save(t, at(sits, DEVICE_A), attempt.id, [
      ...answer(1, 1),
      ...answer(2, 2),
      { slot: 3, choice: [], clientSeq: 3 },
    ]).expect(200);
    await staff(exam.officer, exam, 'incidents', { text: '喝水', personId: sits.personId }).expect(204);
    await t.get(Presence).flush();
    const board = (await show(exam.officer, exam, 'board').expect(200)).body;
    const of = (who: SignedIn) => board.candidates.find((one: { personId: string }) => one.personId === who.personId);
    expect(of(sits)).toEqual({
      personId: sits.personId,
      name: expect.stringMatching(/^测试/),
      unitName: expect.any(String),
      roomId: null,
      seat: null,
      attemptId: attempt.id,
      status: 'in_progress',
      answered: 2,
      total: 3,
      startedAt: begun,
      endedAt: null,
      deadline: attempt.deadline,
      extensionSeconds: 0,
      lastSeenAt: t.clock?.now().toISOString(),
      signals: 0,
      incidents: 1,
      device: 'bound',
    });
    expect(of(away)).toMatchObject({ status: 'offline', answered: 0, device: 'free' });
    expect(of(done)).toMatchObject({ status: 'submitted', answered: 1 });
    expect(of(waits)).toMatchObject({ status: 'not_started', attemptId: null, deadline: null });
    // And the person whom makeExam puts on the list.
    expect(board.counts).toEqual({ entries: 5, notStarted: 2, inProgress: 2, offline: 1, submitted: 1, signals: 0 });
    expect(board.session).toMatchObject({
      title: '第四季度考试',
      phase: 'open',
      paused: false,
      durationSeconds: 3600,
      questionCount: 3,
    });
    const secrets = await rows<{ id_masked: string }>(`SELECT id_masked FROM person WHERE id = ANY($1)`, [
      people.map((one) => one.personId),
    ]);
    for (const { id_masked: masked } of secrets) expect(JSON.stringify(board)).not.toContain(masked.slice(0, 6));
    // What one does himself is on the board that one asks for next.
    await staff(exam.officer, exam, 'pause', { reason: '停电' }).expect(204);
    expect((await show(exam.officer, exam, 'board').expect(200)).body).toMatchObject({
      session: { paused: true },
      counts: { inProgress: 2, offline: 0 },
    });
    t.clock?.set(new Date(NOW));
  });

  it('is not there for a draft', async () => {
    const exam = await makeExam(t, { ...session({}), publish: false });
    await show(exam.officer, exam, 'board').expect(409);
    await staff(exam.officer, exam, 'pause', { reason: '停电' }).expect(409);
    await staff(exam.officer, exam, 'extensions', { minutes: 5, reason: '停电' }).expect(409);
    await staff(exam.officer, exam, 'incidents', { text: '停电' }).expect(409);
  });
});
