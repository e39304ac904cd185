import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AnswerRepository } from '../../apps/api/src/modules/exams/attempts/answer.repository.js';
import { startDatabaseProxy, type DatabaseProxy } from '../support/database-proxy.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { makeCandidate, makeExam, save, start, submit, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let database: TestDatabase;
let proxy: DatabaseProxy;
let t: TestApp;
let exam: MadeExam;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startDatabaseProxy(database.url);
  t = await startTestApp({ database, env: { DATABASE_URL: proxy.url } });
  exam = await makeExam(t);
});
afterAll(async () => {
  await t.close();
  await proxy.close();
  await database.drop();
});

interface Sitting {
  readonly candidate: SignedIn;
  readonly id: string;
}

async function sit(): Promise<Sitting> {
  const candidate = await makeCandidate(t, exam.enterprise);
  return { candidate, id: (await start(t, candidate, exam.sessionId)).id };
}

async function stored(attemptId: string): Promise<Record<string, { choice: string; seq: number }>> {
  const { rows } = await t.db.query<{ slot: number; choice: string; client_seq: string }>(
    `SELECT slot, choice, client_seq FROM answer WHERE attempt_id = $1`,
    [attemptId],
  );
  return Object.fromEntries(rows.map((row) => [row.slot, { choice: row.choice, seq: Number(row.client_seq) }]));
}

const answer = (slot: number, clientSeq: number, choice = ['A']) => [{ slot, choice, clientSeq }];

describe('A02 saves that share a transaction', () => {
  it('one row that PostgreSQL refuses fails its own request and nobody else', async () => {
    const sittings = await Promise.all(Array.from({ length: 7 }, sit));
    const repository = t.get(AnswerRepository);
    const results = await Promise.allSettled(
      sittings.map(({ id }, index) =>
        repository.save({
          attemptId: id,
          device: null,
          at: new Date(),
          // No smallint: what gets past every check of ours would fail the statement of all.
          answers: [{ slot: index === 3 ? 40_000 : 1, choice: 'A', clientSeq: 1 }],
          count: false,
        }),
      ),
    );
    expect(results.map((result) => result.status)).toEqual(
      sittings.map((_, index) => (index === 3 ? 'rejected' : 'fulfilled')),
    );
    for (const [index, { id }] of sittings.entries())
      expect(await stored(id)).toEqual(index === 3 ? {} : { '1': { choice: 'A', seq: 1 } });
  });

  it('in whatever order and however often they arrive, the newest of each question stays and everybody hears it', async () => {
    const sittings = await Promise.all(Array.from({ length: 5 }, sit));
    const sends = sittings.flatMap(({ candidate, id }) =>
      Array.from({ length: 12 }, (_, index) => ({
        candidate,
        id,
        slot: 1 + (index % 3),
        seq: 1 + Math.floor(index / 2),
      })),
    );
    const replies = await Promise.all(
      sends
        .toSorted(() => Math.random() - 0.5)
        .map(async ({ candidate, id, slot, seq }) => ({
          slot,
          seq,
          reply: await save(t, candidate, id, answer(slot, seq, [seq % 2 ? 'A' : 'B'])),
        })),
    );
    for (const { slot, seq, reply } of replies) {
      expect(reply.status).toBe(200);
      expect(reply.body.acceptedSeq[String(slot)]).toBeGreaterThanOrEqual(seq);
    }
    for (const { id } of sittings) {
      const newest = (slot: number): number =>
        Math.max(...sends.filter((one) => one.id === id && one.slot === slot).map((one) => one.seq));
      const expected = [1, 2, 3].map((slot) => [String(slot), { seq: newest(slot) }]);
      expect(await stored(id)).toMatchObject(Object.fromEntries(expected));
    }
  });

  it('says how many questions have an answer, whoever saved them', async () => {
    const { candidate, id } = await sit();
    expect((await save(t, candidate, id, [...answer(1, 1), ...answer(2, 1)])).body.saved).toBe(2);
    expect((await save(t, candidate, id, answer(2, 2, []))).body.saved).toBe(1);
    expect((await save(t, candidate, id, answer(2, 1))).body).toMatchObject({ saved: 1, acceptedSeq: { '2': 2 } });
    expect((await save(t, candidate, id, [])).body).toMatchObject({ saved: 1, acceptedSeq: {} });
  });

  it('a locked attempt holds up nobody but itself', async () => {
    const [held, free] = [await sit(), await sit()];
    const holder = new pg.Client({ connectionString: database.superuserUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query(`SELECT 1 FROM attempt WHERE id = $1 FOR UPDATE`, [held.id]);
    let done = false;
    const waiting = save(t, held.candidate, held.id, answer(1, 1)).then((reply) => {
      done = true;
      return reply;
    });
    for (let seq = 1; seq <= 5; seq += 1) await save(t, free.candidate, free.id, answer(1, seq)).expect(200);
    expect(done).toBe(false);
    await holder.query('COMMIT');
    await holder.end();
    expect((await waiting).status).toBe(200);
  });
});

describe('a connection lost around COMMIT', () => {
  const moments = ['before', 'during', 'after'] as const;

  it.each(moments)('of a save, %s it: acknowledged once it is known, stored once', async (at) => {
    const { candidate, id } = await sit();
    await save(t, candidate, id, answer(1, 1)).expect(200);
    const hit = proxy.hit({ statement: /INSERT INTO answer/, at });
    const reply = await save(t, candidate, id, answer(1, 2, ['B'])).expect(200);
    await hit;
    expect(reply.body).toMatchObject({ acceptedSeq: { '1': 2 }, saved: 1 });
    expect(Object.values(await stored(id)).map(({ seq }) => seq)).toEqual([2]);
  });

  it.each(moments)('of a start, %s it: one attempt, and the candidate has it', async (at) => {
    const candidate = await makeCandidate(t, exam.enterprise);
    const hit = proxy.hit({ statement: /INSERT INTO attempt \(/, at });
    const attempt = await start(t, candidate, exam.sessionId);
    await hit;
    const { rows } = await t.db.query<{ id: string }>(`SELECT id FROM attempt WHERE person_id = $1`, [
      candidate.personId,
    ]);
    expect(rows).toEqual([{ id: attempt.id }]);
  });

  it.each(moments)('of a submission, %s it: ended once, graded once', async (at) => {
    const { candidate, id } = await sit();
    await save(t, candidate, id, answer(1, 1)).expect(200);
    const hit = proxy.hit({ statement: /UPDATE attempt t SET status/, at });
    const reply = await submit(t, candidate, id, { answers: answer(2, 1) }).expect(200);
    await hit;
    expect(reply.body).toMatchObject({ status: 'submitted', answeredCount: 2 });
    const { rows } = await t.db.query<{ kind: string }>(
      `SELECT kind FROM attempt_event WHERE attempt_id = $1 ORDER BY seq`,
      [id],
    );
    expect(rows.map((row) => row.kind)).toEqual(['started', 'submitted', 'graded']);
    expect((await t.db.query(`SELECT 1 FROM attempt_grade WHERE attempt_id = $1`, [id])).rowCount).toBe(1);
    expect((await t.db.query(`SELECT 1 FROM outbox WHERE payload ->> 'attemptId' = $1`, [id])).rowCount).toBe(1);
  });
});

describe('a session that is changed while somebody starts', () => {
  it('is looked at again: the attempt gets the time that was given meanwhile', async () => {
    const candidate = await makeCandidate(t, exam.enterprise);
    // The session in memory is the one of before.
    await sit();
    const holder = new pg.Client({ connectionString: database.superuserUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query(`SELECT 1 FROM exam_session WHERE id = $1 FOR UPDATE`, [exam.sessionId]);
    const starting = start(t, candidate, exam.sessionId);
    await new Promise((done) => setTimeout(done, 100));
    await holder.query(`UPDATE exam_session SET extension_seconds = extension_seconds + 600 WHERE id = $1`, [
      exam.sessionId,
    ]);
    await holder.query('COMMIT');
    await holder.end();
    const { id } = await starting;
    const { rows } = await t.db.query<{ minutes: number; extension_seconds: number }>(
      `SELECT extract(epoch FROM deadline - started_at)::int / 60 AS minutes, extension_seconds FROM attempt WHERE id = $1`,
      [id],
    );
    expect(rows).toEqual([{ minutes: 70, extension_seconds: 600 }]);
  });
});

describe('an Idempotency-Key of a start or a submission', () => {
  it('guards against another content, gives the same attempt again, and keeps no paper', async () => {
    const candidate = await makeCandidate(t, exam.enterprise);
    const key = { 'idempotency-key': 'a-key-for-one-start' };
    const post = (body: object) => t.http().post('/api/v1/exam-attempts').set(candidate.headers).set(key).send(body);
    // Refused, and so without an effect: the key is free for the mended content.
    await post({ examSessionId: 'no-uuid' }).expect(422);
    const first = await post({ examSessionId: exam.sessionId }).expect(201);
    const again = await post({ examSessionId: exam.sessionId }).expect(200);
    expect([again.body.id, again.body.paper]).toEqual([first.body.id, first.body.paper]);
    const other = await post({ examSessionId: exam.sessionId, takeOver: true }).expect(422);
    expect(other.body.code).toBe('idempotency-key-reused');
    const { rows } = await t.db.query(`SELECT status, body FROM idempotency_key WHERE account_id = $1`, [
      candidate.accountId,
    ]);
    expect(rows).toEqual([{ status: null, body: null }]);
  });
});
