import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCandidate, makeExam, save, start, submit, type MadeExam } from '../support/exam.js';
import type { SignedIn, TestApp } from '../support/harness.js';
import { startTestApp } from '../support/harness.js';
import { listen } from '../support/live.js';

/** What a person is told of counts as told in time up to here (law A09). */
const TOLD_MS = 2000;

let here: TestApp;
let there: TestApp;
let exam: MadeExam;

beforeAll(async () => {
  here = await startTestApp();
  // A second instance on the same database: the officer acts at one, the candidates listen at the other.
  there = await startTestApp({ database: here.database, dataDir: here.dataDir });
  exam = await makeExam(here);
}, 60_000);
afterAll(async () => {
  await there.close();
  await here.close();
}, 60_000);

const extend = (body: object, headers: Record<string, string> = {}) =>
  here
    .http()
    .post(`/api/v1/exam-sessions/${exam.sessionId}/extensions`)
    .set({ ...exam.officer.headers, ...headers })
    .send(body);

const follow = (candidate: SignedIn, attemptId: string) =>
  listen(`${there.url}/api/v1/exam-attempts/${attemptId}/notices`, candidate.headers);

const later = (iso: string, minutes: number): string => new Date(Date.parse(iso) + minutes * 60_000).toISOString();

const stored = async (attemptId: string) =>
  (
    await here.db.query<{ deadline: Date; extension_seconds: number; revision: number }>(
      `SELECT deadline, extension_seconds, revision FROM attempt WHERE id = $1`,
      [attemptId],
    )
  ).rows[0];

describe('A09 extension', () => {
  it('for one person: the deadline moves, he alone is told within two seconds, at another instance', async () => {
    const [one, other] = [await makeCandidate(here, exam.enterprise), await makeCandidate(here, exam.enterprise)];
    const [his, others] = [await start(here, one, exam.sessionId), await start(here, other, exam.sessionId)];
    const [client, bystander] = [await follow(one, his.id), await follow(other, others.id)];
    const before = await client.until((data) => data['deadline'] === his.deadline);
    await bystander.until(() => true);

    const asked = performance.now();
    const reply = await extend({ minutes: 10, personIds: [one.personId], reason: '机器故障' }).expect(200);
    const told = await client.until((data) => data['deadline'] === later(his.deadline, 10), TOLD_MS + 1000);
    expect(told.at - asked).toBeLessThan(TOLD_MS);
    expect(told.data).toMatchObject({ status: 'open', device: 'here' });
    expect(Number(told.data['revision'])).toBeGreaterThan(Number(before.data['revision']));
    expect(reply.body).toEqual({ running: 1, waiting: 0, skipped: [] });
    expect(bystander.events).toHaveLength(1);
    expect((await stored(others.id))?.deadline.toISOString()).toBe(others.deadline);

    // Without a stream he learns the same.
    const saved = await save(here, one, his.id, [{ slot: 1, choice: ['A'], clientSeq: 1 }]).expect(200);
    expect(saved.body).toMatchObject({ deadline: later(his.deadline, 10), revision: told.data['revision'] });
    const shown = await there.http().get(`/api/v1/exam-attempts/${his.id}`).set(one.headers).expect(200);
    expect(shown.body).toMatchObject({ deadline: later(his.deadline, 10), extensionSeconds: 600, status: 'open' });
    client.close();
    bystander.close();
  });

  it('for the whole session: all who sit are told, and who starts later has the time too', async () => {
    const candidates = await Promise.all([1, 2, 3].map(() => makeCandidate(here, exam.enterprise)));
    const attempts = await Promise.all(candidates.map((candidate) => start(here, candidate, exam.sessionId)));
    const clients = await Promise.all(
      candidates.map((candidate, index) => follow(candidate, attempts[index]?.id ?? '')),
    );
    await Promise.all(clients.map((client) => client.until(() => true)));
    const asked = performance.now();
    await extend({ minutes: 5, reason: '开考晚了' }).expect(200);
    for (const [index, client] of clients.entries()) {
      const told = await client.until(
        (data) => data['deadline'] === later(attempts[index]?.deadline ?? '', 5),
        TOLD_MS,
      );
      expect(told.at - asked).toBeLessThan(TOLD_MS);
      client.close();
    }
    const late = await start(here, await makeCandidate(here, exam.enterprise), exam.sessionId);
    const { rows } = await here.db.query(
      `SELECT extract(epoch FROM deadline - started_at)::int AS seconds, extension_seconds FROM attempt WHERE id = $1`,
      [late.id],
    );
    expect(rows[0]).toEqual({ seconds: 3600 + 300, extension_seconds: 300 });
  });

  it('before he starts: he has it when he starts', async () => {
    const candidate = await makeCandidate(here, exam.enterprise);
    // He joined after the publication, so his first look at his exams puts nothing on the list; the officer's list does.
    await here.db.query(`INSERT INTO exam_entry (session_id, person_id, added_at) VALUES ($1, $2, now())`, [
      exam.sessionId,
      candidate.personId,
    ]);
    const reply = await extend({ minutes: 20, personIds: [candidate.personId], reason: '视力不好' }).expect(200);
    expect(reply.body).toMatchObject({ running: 0, waiting: 1 });
    const attempt = await start(here, candidate, exam.sessionId);
    const { rows } = await here.db.query(
      `SELECT t.extension_seconds - s.extension_seconds AS own FROM attempt t JOIN exam_session s ON s.id = t.session_id WHERE t.id = $1`,
      [attempt.id],
    );
    expect(rows[0]?.own).toBe(1200);
  });

  it('the same key twenty times at once is one extension, one audit entry, one line of each log', async () => {
    const candidate = await makeCandidate(here, exam.enterprise);
    const attempt = await start(here, candidate, exam.sessionId);
    const counts = async () =>
      (
        await here.db.query(
          `SELECT (SELECT count(*)::int FROM audit_entry WHERE action = 'exams.session.extend') AS audited,
             (SELECT count(*)::int FROM exam_session_event WHERE session_id = $1 AND kind = 'extended') AS logged,
             (SELECT count(*)::int FROM attempt_event WHERE attempt_id = $2 AND kind = 'extended') AS events`,
          [exam.sessionId, attempt.id],
        )
      ).rows[0] as { audited: number; logged: number; events: number };
    const before = await counts();
    const body = { minutes: 7, personIds: [candidate.personId], reason: '同一个请求' };
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? here : there)
          .http()
          .post(`/api/v1/exam-sessions/${exam.sessionId}/extensions`)
          .set({ ...exam.officer.headers, 'idempotency-key': 'extend-once-2026' })
          .send(body),
      ),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(20).fill(200));
    expect((await stored(attempt.id))?.deadline.toISOString()).toBe(later(attempt.deadline, 7));
    const after = await counts();
    expect(after).toEqual({ audited: before.audited + 1, logged: before.logged + 1, events: before.events + 1 });
    // Known-bad twin: without the key each of them counts.
    await Promise.all([extend(body).expect(200), extend(body).expect(200)]);
    expect((await stored(attempt.id))?.deadline.toISOString()).toBe(later(attempt.deadline, 21));
  });

  it('taking back never goes below what was given, nor to before now', async () => {
    const candidate = await makeCandidate(here, exam.enterprise);
    const attempt = await start(here, candidate, exam.sessionId);
    const own = { personIds: [candidate.personId], reason: '多加了' };
    await extend({ ...own, minutes: 30 }).expect(200);
    await extend({ ...own, minutes: -240 }).expect(200);
    const { rows } = await here.db.query(`SELECT extension_seconds FROM attempt WHERE id = $1`, [attempt.id]);
    expect(rows[0]?.extension_seconds).toBe(0);
    await extend({ ...own, minutes: -1 }).expect(409);
    // His time is nearly over, and of ten minutes given nine and a half are used.
    await here.db.query(
      `UPDATE attempt SET deadline = now() + interval '30 s', extension_seconds = 600 WHERE id = $1`,
      [attempt.id],
    );
    await extend({ ...own, minutes: -10 }).expect(200);
    const left = (await stored(attempt.id))?.deadline.getTime() ?? 0;
    expect(left).toBeGreaterThanOrEqual(Date.now() - 2000);
    expect(left).toBeLessThan(Date.now() + 2000);
  });

  it('a start, a submission and an extension at the same moment: each attempt has the time or had ended before', async () => {
    const candidates = await Promise.all(Array.from({ length: 12 }, () => makeCandidate(here, exam.enterprise)));
    const early = await Promise.all(candidates.slice(0, 6).map((candidate) => start(here, candidate, exam.sessionId)));
    const { rows: given } = await here.db.query(`SELECT extension_seconds AS before FROM exam_session WHERE id = $1`, [
      exam.sessionId,
    ]);
    await Promise.all([
      ...candidates.slice(6).map((candidate) => start(here, candidate, exam.sessionId)),
      ...early.slice(0, 3).map((attempt, n) => submit(here, candidates[n] as SignedIn, attempt.id)),
      extend({ minutes: 3, reason: '同时' }).expect(200),
    ]);
    const { rows } = await here.db.query(
      `SELECT DISTINCT status, extension_seconds FROM attempt WHERE session_id = $1 AND person_id = ANY($2) ORDER BY 1, 2`,
      [exam.sessionId, candidates.map((candidate) => candidate.personId)],
    );
    const after = Number(given[0]?.before) + 180;
    expect(rows.filter((row) => row.status === 'open')).toEqual([{ status: 'open', extension_seconds: after }]);
  });
});
