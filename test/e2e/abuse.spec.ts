import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ForgetIdempotencyKeys } from '../../apps/api/src/platform/http/forget-idempotency-keys.js';
import { serveOpenApi } from '../../apps/api/src/platform/http/openapi.js';
import { makeCandidate, makeExam, start, submit } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
}, 120_000);
afterAll(() => t.close());

const cursorOf = (values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

describe('the description of the interface', () => {
  it('stands at /api/openapi.json and names the policy and the problem codes of every route', async () => {
    serveOpenApi(t.app);
    const { body } = await t.http().get('/api/openapi.json').expect(200);
    expect(body.paths).toHaveProperty(['/health/ready']);
    const operations = Object.values(body.paths as Record<string, Record<string, Record<string, unknown>>>).flatMap(
      (path) => Object.values(path),
    );
    expect(operations.length).toBeGreaterThan(80);
    for (const operation of operations)
      expect(operation).toMatchObject({
        'x-policy': expect.any(Object),
        'x-problem-codes': expect.arrayContaining(['internal-fault']),
      });
    expect(body.paths['/api/v1/exam-attempts/{id}/answers'].put['x-problem-codes']).toEqual(
      expect.arrayContaining(['answers-invalid', 'attempt-closed', 'not-signed-in']),
    );
    expect(body.paths['/api/v1/exam-attempts/{id}/answers'].put['x-problem-codes']).not.toContain('credit-code-taken');
  });
});

describe('A17 cursors of the client’s own making', () => {
  it('are 422 in every list, whatever they hold', async () => {
    const enterprise = await t.factory.organisation();
    const officer = await t.signIn('safety_officer', { organisationId: enterprise.id });
    const auditor = await t.signIn('auditor');
    const exam = await makeExam(t, { enterprise });
    const candidate = await makeCandidate(t, enterprise);
    const post = await t.factory.post(enterprise);
    const handbook = await t
      .http()
      .post('/api/v1/handbooks')
      .set(officer.headers)
      .send({ organisationId: enterprise.id, postId: post, title: '手册' })
      .expect(201);
    const lists = [
      ...[
        '/people',
        '/organisations',
        '/accounts',
        '/posts',
        '/post-templates',
        '/questions',
        '/handbooks',
        '/exam-sessions',
        '/training-plans',
        '/certificates',
        '/regions',
      ].map((path) => [path, officer] as const),
      [`/exam-sessions/${exam.sessionId}/entries`, officer] as const,
      [`/handbooks/${handbook.body.id}/receipts`, officer] as const,
      ['/audit-entries', auditor] as const,
      ['/my/exam-attempts', candidate] as const,
      ['/my/certificates', candidate] as const,
    ];
    const values = [
      '\0',
      '2026-13-45 00:00:00+00',
      '2026-02-30 00:00:00+00',
      "'; DROP TABLE person; --",
      null,
      1e308,
      'infinity',
      {},
    ];
    const wrong: string[] = [];
    for (const [path, actor] of lists) {
      for (const value of values) {
        for (const length of [1, 2, 4]) {
          const reply = await t
            .http()
            .get(`/api/v1${path}`)
            .query({ cursor: cursorOf(Array<unknown>(length).fill(value)) })
            .set(actor.headers);
          // A list that is sorted by a text may be asked to go on after any text.
          if (reply.status !== 422 && !(length === 1 && typeof value === 'string' && !value.includes('\0')))
            wrong.push(`${path} ${JSON.stringify(value)}×${length} → ${reply.status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('texts and bodies that nobody can use', () => {
  it('NUL in a search, a filter or a body is 422 with the place, not a fault', async () => {
    const enterprise = await t.factory.organisation();
    const officer = await t.signIn('safety_officer', { organisationId: enterprise.id });
    for (const path of [
      '/questions?q=a%00b',
      '/accounts?q=a%00b',
      '/exam-sessions?q=a%00b',
      '/people?q=a%00b',
      '/questions?knowledgePoint=%00',
    ]) {
      await t.http().get(`/api/v1${path}`).set(officer.headers).expect(422);
    }
    const made = await t
      .http()
      .post('/api/v1/blueprint-checks')
      .set(officer.headers)
      .send({ blueprint: { strata: [{ type: 'single', count: 1, points: 1, knowledgePoint: 'a\0' }] } });
    expect(made.body).toMatchObject({ status: 422, errors: [{ pointer: '/blueprint/strata/0/knowledgePoint' }] });
  });

  it('JSON nested a hundred thousand deep is 400', async () => {
    const officer = await t.signIn('worker');
    const deep = `{"answers":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const reply = await t
      .http()
      .put('/api/v1/exam-attempts/01999999-0000-7000-8000-000000000000/answers')
      .set(officer.headers)
      .set('content-type', 'application/json')
      .send(deep);
    expect(reply.status).toBe(400);
    expect(reply.body.code).toBe('request-malformed');
  });

  it('says which limit a body went over', async () => {
    const officer = await t.signIn('worker');
    const reply = await t
      .http()
      .post('/api/v1/exam-attempts')
      .set(officer.headers)
      .send({ examSessionId: 'x'.repeat(3_000_000) });
    expect(reply.body).toMatchObject({ status: 413, params: { limit: '2 MB' } });
  });

  it('a path that cannot be decoded is a problem too', async () => {
    const { port } = new URL(t.url);
    const reply = await new Promise<{ status: number | undefined; type: string | undefined; body: string }>(
      (resolve, reject) => {
        const sent = rawRequest({ port, host: '127.0.0.1', path: '/api/v1/verifications/%E0%A4%A' }, (response) => {
          let body = '';
          response.on('data', (part: Buffer) => (body += part.toString()));
          response.on('end', () =>
            resolve({ status: response.statusCode, type: response.headers['content-type'], body }),
          );
        });
        sent.on('error', reject).end();
      },
    );
    expect(reply).toMatchObject({ status: 400, type: 'application/problem+json; charset=utf-8' });
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'request-malformed', instance: expect.any(String) });
  });
});

describe('a repeated request', () => {
  it('carries the ETag of the first answer, so that its client can go on editing', async () => {
    const enterprise = await t.factory.organisation();
    const officer = await t.signIn('safety_officer', { organisationId: enterprise.id });
    const body = {
      type: 'single',
      stem: '灭火器的压力表指针在绿区表示什么（　）',
      options: [
        { label: 'A', text: '正常' },
        { label: 'B', text: '过高' },
      ],
      key: ['A'],
      explanation: '',
    };
    const send = () =>
      t
        .http()
        .post('/api/v1/questions')
        .set(officer.headers)
        .set('idempotency-key', 'etag-of-the-first')
        .send(body)
        .expect(201);
    const [first, second] = [await send(), await send()];
    expect(first.headers['etag']).toBe('"v1"');
    expect(second.headers).toMatchObject({ etag: '"v1"', 'idempotent-replay': 'true' });
    expect(second.body).toEqual(first.body);
  });

  it('is not given again to who has lost a right since, though another still opens the route; more rights do not matter', async () => {
    const [one, two] = [await t.factory.organisation(), await t.factory.organisation()];
    const { id: personId } = await t.factory.person(one);
    /** The same account; a change of its roles has ended the session before. */
    const signedInAt = (organisationId: string) => t.signIn('safety_officer', { organisationId, personId });
    const send = (who: SignedIn) =>
      t
        .http()
        .post('/api/v1/posts')
        .set({ ...who.headers, 'idempotency-key': 'kept-from-who-lost-it' })
        .send({ organisationId: one.id, name: '瓦检员' });
    const officer = await signedInAt(one.id);
    const first = await send(officer).expect(201);
    expect((await send(await signedInAt(two.id)).expect(201)).body).toEqual(first.body);
    await t.db.query(`DELETE FROM role_grant WHERE account_id = $1 AND organisation_id = $2`, [
      officer.accountId,
      one.id,
    ]);
    const withheld = await send(await signedInAt(two.id)).expect(409);
    expect(withheld.body).toMatchObject({ code: 'answer-withheld' });
    expect(withheld.headers).not.toHaveProperty('idempotent-replay');
    expect(JSON.stringify(withheld.body)).not.toContain(first.body.id);
    await send(await signedInAt(one.id)).expect(201);
    const { rows } = await t.db.query(`SELECT 1 FROM post WHERE organisation_id = $1`, [one.id]);
    expect(rows).toHaveLength(1);
  });
});

describe('A12 keys while a formal exam is under way', () => {
  it('come neither from a self-test of the same bank nor from an earlier attempt', async () => {
    const exam = await makeExam(t, { session: { attemptsAllowed: 2 } });
    const selfTest = await makeExam(t, {
      enterprise: exam.enterprise,
      session: { purpose: 'self_test', attemptsAllowed: null },
    });
    const candidate = await makeCandidate(t, exam.enterprise);
    const earlier = await start(t, candidate, exam.sessionId);
    expect((await submit(t, candidate, earlier.id).expect(200)).body.slots).toHaveLength(10);
    const open = await start(t, candidate, selfTest.sessionId);
    const formal = await start(t, candidate, exam.sessionId);
    expect(
      (await t.http().get(`/api/v1/exam-attempts/${earlier.id}/result`).set(candidate.headers).expect(200)).body,
    ).toMatchObject({ released: true, slots: [] });
    expect((await submit(t, candidate, open.id).expect(200)).body.slots).toEqual([]);
    const refused = await t
      .http()
      .post('/api/v1/exam-attempts')
      .set(candidate.headers)
      .send({ examSessionId: selfTest.sessionId })
      .expect(409);
    expect(refused.body).toMatchObject({ code: 'may-not-start', params: { refusal: 'exam-under-way' } });
    const mine = await t.http().get('/api/v1/my/exam-sessions').set(candidate.headers).expect(200);
    expect(mine.body.items.find((item: { id: string }) => item.id === selfTest.sessionId)).toMatchObject({
      mayStart: false,
    });
    await submit(t, candidate, formal.id).expect(200);
    expect(
      (await t.http().get(`/api/v1/exam-attempts/${open.id}/result`).set(candidate.headers).expect(200)).body.slots,
    ).toHaveLength(10);
  });
});

describe('A20 one endless line', () => {
  it.each([
    ['of empty cells', ','.repeat(15_000_000)],
    ['of one text', 'a'.repeat(15_000_000)],
  ])('%s is refused at once', async (_, line) => {
    const enterprise = await t.factory.organisation();
    const officer = await t.signIn('safety_officer', { organisationId: enterprise.id });
    const begun = performance.now();
    const reply = await t
      .http()
      .post('/api/v1/roster-imports')
      .set(officer.headers)
      .attach('file', Buffer.from(`姓名,证件号码\n${line}\n`), 'a.csv');
    expect(reply.body).toMatchObject({ status: 422, code: 'roster-file-unreadable' });
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe('A12 a pass before results are released', () => {
  it('shows neither in the list of exams, nor among the tasks, nor when starting again', async () => {
    const exam = await makeExam(t, {
      single: 1,
      multiple: 0,
      trueFalse: 0,
      session: { discloseAt: 'close', attemptsAllowed: 2, passHundredths: 1000 },
    });
    const seen = [];
    for (const right of [true, false]) {
      const candidate = await makeCandidate(t, exam.enterprise);
      const attempt = await start(t, candidate, exam.sessionId);
      await t.http().post(`/api/v1/exam-attempts/${attempt.id}/submission`).set(candidate.headers).send({}).expect(200);
      await t.db.query(`UPDATE attempt SET passed = $2, score = $3 WHERE id = $1`, [
        attempt.id,
        right,
        right ? 1000 : 0,
      ]);
      const { body: mine } = await t.http().get('/api/v1/my/exam-sessions').set(candidate.headers).expect(200);
      const { body: tasks } = await t.http().get('/api/v1/my/tasks').set(candidate.headers).expect(200);
      const again = await t
        .http()
        .post('/api/v1/exam-attempts')
        .set(candidate.headers)
        .send({ examSessionId: exam.sessionId });
      const { lastAttemptId: _, ...shown } = mine.items[0] as Record<string, unknown>;
      seen.push({ shown, task: tasks.tasks[0], again: again.status });
    }
    expect(seen[0]).toEqual(seen[1]);
  });
});

describe('contract 23 overload', () => {
  it('exports are refused with Retry-After before they crowd out the rest, and given again afterwards', async () => {
    const enterprise = await t.factory.organisation();
    const officer = await t.signIn('safety_officer', { organisationId: enterprise.id });
    const ask = () => t.http().get('/api/v1/roster-export').set(officer.headers);
    const replies = await Promise.all(Array.from({ length: 30 }, ask));
    const refused = replies.filter((reply) => reply.status === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(replies.length - refused.length).toBeGreaterThan(0);
    for (const reply of refused) expect([reply.headers['retry-after'], reply.body.code]).toEqual(['5', 'service-busy']);
    await ask().expect(200);
  });
});

describe('what is no HTTP at all', () => {
  it.each([
    ['nonsense', 'HELO zhian\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`, 431],
  ])('%s is a problem too', async (_, sent, status) => {
    const { port } = new URL(t.url);
    const text = await new Promise<string>((resolve, reject) => {
      let received = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(sent));
      socket
        .on('data', (part) => (received += part.toString()))
        .on('error', reject)
        .on('close', () => resolve(received));
    });
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(text).toContain('application/problem+json');
    expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, code: 'request-malformed' });
  });
});

describe('retention', () => {
  it('answers kept for repeated requests are forgotten after a day', async () => {
    const insert = `INSERT INTO idempotency_key (account_id, key, request_hash, created_at) VALUES (gen_random_uuid(), $1, 'x', now() - $2::interval)`;
    await t.db.query(insert, ['25-hours', '25 hours']);
    await t.db.query(insert, ['23-hours', '23 hours']);
    expect(await t.get(ForgetIdempotencyKeys).execute()).toBe(1);
    const { rows } = await t.db.query(`SELECT key FROM idempotency_key WHERE key LIKE '%-hours'`);
    expect(rows).toEqual([{ key: '23-hours' }]);
  });
});
