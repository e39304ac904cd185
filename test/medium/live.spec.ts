import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Notices } from '../../apps/api/src/platform/live/notices.js';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { makeCandidate, makeExam, start, type MadeExam } from '../support/exam.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { listen } from '../support/live.js';

let t: TestApp;
let exam: MadeExam;

beforeAll(async () => {
  t = await startTestApp();
  exam = await makeExam(t);
}, 60_000);
afterAll(() => t.close(), 60_000);

async function sitting() {
  const candidate = await makeCandidate(t, exam.enterprise);
  const attempt = await start(t, candidate, exam.sessionId);
  return { candidate, attempt, url: `${t.url}/api/v1/exam-attempts/${attempt.id}/notices` };
}

const extend = (personId: string | null) =>
  t
    .http()
    .post(`/api/v1/exam-sessions/${exam.sessionId}/extensions`)
    .set(exam.officer.headers)
    .send({ minutes: 1, personIds: [personId], reason: '补时' })
    .expect(200);

describe('notices between processes', () => {
  it('a notice of a transaction that is rolled back is not told; one that commits is told once', async () => {
    const notices = t.get(Notices);
    const uow = t.get(UnitOfWork);
    const told: string[] = [];
    const end = notices.listen('test:1', () => told.push('test:1'));
    // The first listener opens the connection, and is asked to look when it stands.
    while (told.length === 0) await sleep(5);
    await expect(
      uow.run(Ctx.system('test'), async (tx) => {
        await notices.publish(tx, 'test:1');
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await uow.run(Ctx.system('test'), (tx) => notices.publish(tx, 'test:1'));
    await sleep(200);
    expect(told).toHaveLength(2);
    end();
    await uow.run(Ctx.system('test'), (tx) => notices.publish(tx, 'test:1'));
    expect(told).toHaveLength(2);
  });

  it('a lost connection comes back, and everybody looks for himself what he has missed', async () => {
    const { candidate, attempt, url } = await sitting();
    const client = await listen(url, candidate.headers);
    await client.until(() => true);
    const { rowCount } = await t.db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'zhian-notices' AND datname = current_database()`,
    );
    expect(rowCount).toBe(1);
    // Another process says it while nobody listens here.
    await t.db.query(
      `UPDATE attempt SET deadline = deadline + interval '1 min', revision = revision + 1 WHERE id = $1`,
      [attempt.id],
    );
    await client.until((data) => data['deadline'] !== attempt.deadline);
    const later = String(client.events.at(-1)?.data['deadline']);
    await extend(candidate.personId);
    await client.until((data) => Date.parse(String(data['deadline'])) === Date.parse(later) + 60_000, 2000);
    client.close();
  });
});

describe('event streams', () => {
  it('are neither cached nor compressed, and carry the headers of every answer', async () => {
    const { candidate, url } = await sitting();
    const client = await listen(url, { ...candidate.headers, 'accept-encoding': 'gzip' });
    await client.until(() => true);
    expect(client.status).toBe(200);
    expect(client.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(client.headers.get('content-encoding')).toBeNull();
    expect(client.headers.get('cache-control')).toBe('no-store');
    expect(client.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(client.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    // A12: exactly this, and nothing of the paper or of anybody else.
    expect(Object.keys(client.events[0]?.data ?? {}).sort()).toEqual([
      'deadline',
      'device',
      'revision',
      'serverTime',
      'status',
    ]);
    expect(client.text).toMatch(/^retry: [1-4]\d{3}\n\n/);
    client.close();
  });

  it('A29 a session that ends hears nothing more, from this and from another process, and its stream closes', async () => {
    const other = await startTestApp({ database: t.database, dataDir: t.dataDir });
    try {
      const { candidate, attempt, url } = await sitting();
      const there = await listen(`${other.url}/api/v1/exam-attempts/${attempt.id}/notices`, candidate.headers);
      const client = await listen(url, candidate.headers);
      await Promise.all([client.until(() => true), there.until(() => true)]);
      await t.http().delete('/api/v1/sessions/current').set(candidate.headers).expect(204);
      const [heard, heardThere] = [client.events.length, there.events.length];
      await sleep(1000);
      await extend(candidate.personId);
      await Promise.all([client.untilEnded(1500), there.untilEnded(1500)]);
      expect(client.events).toHaveLength(heard);
      expect(there.events).toHaveLength(heardThere);
      expect((await listen(url, candidate.headers)).status).toBe(401);
    } finally {
      await other.close();
    }
  });

  it('are for the candidate himself, while the attempt is open, and not without number', async () => {
    const { candidate, attempt, url } = await sitting();
    const stranger = await makeCandidate(t, exam.enterprise);
    expect((await listen(url, stranger.headers)).status).toBe(404);
    expect((await listen(url, exam.officer.headers)).status).toBe(404);
    const clients = await Promise.all(Array.from({ length: 8 }, () => listen(url, candidate.headers)));
    expect(clients.map((client) => client.status)).toEqual(Array(8).fill(200));
    expect((await listen(url, candidate.headers)).status).toBe(429);
    for (const client of clients) client.close();
    await sleep(100);
    const again = await listen(url, candidate.headers);
    expect(again.status).toBe(200);
    again.close();
    await t.http().post(`/api/v1/exam-attempts/${attempt.id}/submission`).set(candidate.headers).send({}).expect(200);
    // Not 2xx, which EventSource would try again and again.
    expect((await listen(url, candidate.headers)).status).toBe(409);
  });

  it('do not keep a process from leaving', async () => {
    const leaving = await startTestApp({ database: t.database, dataDir: t.dataDir });
    const { candidate, attempt } = await sitting();
    const client = await listen(`${leaving.url}/api/v1/exam-attempts/${attempt.id}/notices`, candidate.headers);
    await client.until(() => true);
    // Browsers open connections ahead of need and say nothing on them.
    const silent = connect(Number(new URL(leaving.url).port), '127.0.0.1');
    await once(silent, 'connect');
    const before = performance.now();
    await leaving.close();
    expect(performance.now() - before).toBeLessThan(3000);
    await client.untilEnded(100);
  });
});
