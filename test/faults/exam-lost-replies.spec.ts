import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDatabaseProxy, type Aim, type DatabaseProxy } from '../support/database-proxy.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { makeCandidate, makeExam, start, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { questionCsv, validQuestions } from '../support/question-files.js';
import { startRequestProxy, type RequestProxy } from '../support/request-proxy.js';
import { PersistentClient } from './support/candidate.js';

// The commit is done and nobody hears of it: every write that a client may send again has its effect once.

let database: TestDatabase;
let toDatabase: DatabaseProxy;
let toApi: RequestProxy;
let client: PersistentClient;
let t: TestApp;
/** Requests whose next answer is thrown away. */
let losing: RegExp | null = null;

beforeAll(async () => {
  database = await createTestDatabase();
  toDatabase = await startDatabaseProxy(database.url);
  t = await startTestApp({ database, env: { DATABASE_URL: toDatabase.url, LOG_LEVEL: 'silent' } });
  toApi = await startRequestProxy(t.url, (method, path) => {
    const loseReply = losing?.test(`${method} ${path}`) ?? false;
    if (loseReply) losing = null;
    return { loseReply };
  });
  client = new PersistentClient([toApi.url]);
});
afterAll(async () => {
  await toApi.close();
  await t.close();
  await toDatabase.close();
  await database.drop();
});

interface Place {
  readonly exam: MadeExam;
  readonly candidate: SignedIn;
  readonly attemptId: string;
}

interface Write {
  /** A statement of its transaction. */
  readonly statement: RegExp;
  readonly begun: boolean;
  readonly path: (place: Place) => string;
  readonly method?: 'PUT';
  readonly prepare?: (place: Place) => Promise<string>;
  readonly body?: (place: Place) => object;
  /** What it has come to, and what it has to come to. */
  readonly effect: (place: Place) => Promise<unknown>;
  readonly expected: unknown;
}

const count = async (sql: string, ...values: unknown[]): Promise<number> =>
  (await t.db.query(sql, values)).rowCount ?? 0;
const eventsOf = async ({ attemptId }: Place): Promise<string[]> =>
  (
    await t.db.query<{ kind: string }>(`SELECT kind FROM attempt_event WHERE attempt_id = $1 ORDER BY seq`, [attemptId])
  ).rows.map((row) => row.kind);
const conductOf = async ({ exam }: Place): Promise<string[]> =>
  (
    await t.db.query<{ kind: string }>(`SELECT kind FROM exam_session_event WHERE session_id = $1 ORDER BY seq`, [
      exam.sessionId,
    ])
  ).rows.map((row) => row.kind);
const answer = [{ slot: 1, choice: ['A'], clientSeq: 1 }];
/** Of every POST whose answer is stored under its key: effect and answer are one transaction. */
const KEYED = /UPDATE idempotency_key SET status/;

const WRITES: Readonly<Record<string, Write>> = {
  start: {
    statement: /INSERT INTO attempt \(/,
    begun: false,
    path: () => 'exam-attempts',
    body: ({ exam }) => ({ examSessionId: exam.sessionId }),
    effect: ({ candidate }) => count(`SELECT 1 FROM attempt WHERE person_id = $1`, candidate.personId),
    expected: 1,
  },
  save: {
    statement: /INSERT INTO answer/,
    begun: true,
    method: 'PUT',
    path: ({ attemptId }) => `exam-attempts/${attemptId}/answers`,
    body: () => ({ answers: answer }),
    effect: async ({ attemptId }) =>
      (await t.db.query(`SELECT slot, choice, client_seq FROM answer WHERE attempt_id = $1`, [attemptId])).rows,
    expected: [{ slot: 1, choice: expect.stringMatching(/^[A-D]$/), client_seq: '1' }],
  },
  submission: {
    statement: /UPDATE attempt t SET status/,
    begun: true,
    path: ({ attemptId }) => `exam-attempts/${attemptId}/submission`,
    body: () => ({ answers: answer }),
    effect: async (place) => [
      await eventsOf(place),
      await count(`SELECT 1 FROM attempt_grade WHERE attempt_id = $1`, place.attemptId),
      await count(`SELECT 1 FROM outbox WHERE payload ->> 'attemptId' = $1`, place.attemptId),
    ],
    expected: [['started', 'submitted', 'graded'], 1, 1],
  },
  extension: {
    statement: KEYED,
    begun: true,
    path: ({ exam }) => `exam-sessions/${exam.sessionId}/extensions`,
    body: () => ({ minutes: 10, reason: '停电' }),
    effect: async (place) => [
      await eventsOf(place),
      await conductOf(place),
      (await t.db.query(`SELECT extension_seconds, revision FROM attempt WHERE id = $1`, [place.attemptId])).rows,
      await count(
        `SELECT 1 FROM audit_entry WHERE action = 'exams.session.extend' AND subject_id = $1`,
        place.exam.sessionId,
      ),
    ],
    expected: [
      ['started', 'extended'],
      expect.arrayContaining(['extended']),
      [{ extension_seconds: 600, revision: 2 }],
      1,
    ],
  },
  pause: {
    statement: KEYED,
    begun: true,
    path: ({ exam }) => `exam-sessions/${exam.sessionId}/pause`,
    body: () => ({ reason: '停电' }),
    effect: async (place) => [await eventsOf(place), (await conductOf(place)).filter((kind) => kind === 'paused')],
    expected: [['started', 'paused'], ['paused']],
  },
  'confirmation of an import': {
    statement: KEYED,
    begun: true,
    prepare: async ({ exam }) => {
      const reply = await t
        .http()
        .post('/api/v1/question-imports')
        .set(exam.officer.headers)
        .attach('file', questionCsv(validQuestions(12)), '题.csv')
        .expect(201);
      return String(reply.body.id);
    },
    path: () => 'question-imports/:prepared/confirmation',
    effect: async ({ exam }) => [
      await count(`SELECT 1 FROM question WHERE organisation_id = $1`, exam.enterprise.id),
      await count(
        `SELECT 1 FROM question_import WHERE organisation_id = $1 AND status = 'confirmed'`,
        exam.enterprise.id,
      ),
    ],
    expected: [4 + 12, 1],
  },
};

/** By whom each is sent: what concerns the candidate's own attempt by himself. */
const byCandidate = new Set(['start', 'save', 'submission']);
const small = { single: 2, multiple: 0, trueFalse: 0, session: { passHundredths: 2000 } };

async function place(write: Write): Promise<Place> {
  const exam = await makeExam(t, small);
  const candidate = await makeCandidate(t, exam.enterprise);
  const attemptId = write.begun ? (await start(t, candidate, exam.sessionId)).id : '';
  return { exam, candidate, attemptId };
}

/** Sends it by way of everything that can be lost, and says what it has come to. */
async function perform(
  name: string,
  lose: (path: string) => Promise<void>,
  key?: null,
): Promise<{ status: number; effect: unknown }> {
  const write = writeOf(name);
  const at = await place(write);
  const path = write.path(at).replace(':prepared', (await write.prepare?.(at)) ?? '');
  const lost = lose(path);
  const who = byCandidate.has(name) ? at.candidate : at.exam.officer;
  const reply = await client.send(who, write.method ?? 'POST', path, write.body?.(at) ?? {}, key);
  await lost;
  return { status: Math.floor(reply.status / 100), effect: await write.effect(at) };
}

const names = Object.keys(WRITES);
const writeOf = (name: string): Write => WRITES[name] as Write;
const loseReply = async (path: string): Promise<void> => {
  losing = new RegExp(`/${path}$`);
};

describe('an answer of the API that is lost on its way', () => {
  it.each(names)('%s: sent again, one effect', async (name) => {
    const before = toApi.lost();
    expect(await perform(name, loseReply)).toEqual({ status: 2, effect: writeOf(name).expected });
    expect(toApi.lost()).toBe(before + 1);
  });

  it('known-bad twin: without its key the same time is given twice', async () => {
    const { effect } = await perform('extension', loseReply, null);
    expect(effect).not.toEqual(writeOf('extension').expected);
  });
});

describe('a connection to PostgreSQL that is lost around the COMMIT', () => {
  const cases = names.flatMap((name) => (['before', 'during', 'after'] as const).map((at) => [name, at] as const));
  it.each(cases)('%s, %s it: one effect', async (name: string, at: Aim['at']) => {
    const { statement, expected } = writeOf(name);
    expect(await perform(name, () => toDatabase.hit({ statement, at }))).toEqual({ status: 2, effect: expected });
  });
});
