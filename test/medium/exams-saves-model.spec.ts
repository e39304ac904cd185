import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ExpireAttempts } from '../../apps/api/src/modules/exams/index.js';
import { makeCandidate, makeExam, save, start, submit, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

/** The law asks for 1,000 runs of up to 60 commands; CI runs fewer. ZHIAN_RUNS=1000 for the whole size. */
const RUNS = Number(process.env['ZHIAN_RUNS'] ?? 40);
const T0 = Date.parse('2026-11-22T01:00:00.000Z');
const LENGTH = 3_600_000;

let t: TestApp;
let exam: MadeExam;

beforeAll(async () => {
  t = await startTestApp({ now: new Date(T0).toISOString() });
  exam = await makeExam(t, { single: 3, multiple: 1, trueFalse: 1, session: { passHundredths: 3000 } });
});
afterAll(() => t.close());

/** What the contract promises: per slot the newest sequence number wins, until the attempt has ended. */
interface Model {
  now: number;
  deadline: number;
  pausedAt: number | null;
  device: string | null;
  ended: boolean;
  answers: Map<number, { seq: number; choice: string }>;
  score: number | null;
}

interface Real {
  candidate: SignedIn;
  attemptId: string;
}

const GRACE = 30_000;
/** A pause stops the clock of the attempt. */
const clockOf = (model: Model): number => Math.min(model.now, model.pausedAt ?? model.now);
const over = (model: Model): boolean => model.ended || clockOf(model) > model.deadline + GRACE;
const isElsewhere = (model: Model, device: string | null): boolean =>
  device !== null && model.device !== null && device !== model.device;
/** What is under way when the pause begins is still taken. */
const standsStill = (model: Model): boolean => model.pausedAt !== null && model.now > model.pausedAt + GRACE;

function apply(model: Model, slot: number, choice: string, seq: number): void {
  const known = model.answers.get(slot);
  if (!known || seq > known.seq) model.answers.set(slot, { seq, choice });
}

/** A browser, or a client that does not say which one it is. */
const at = ({ candidate }: Real, device: string | null): SignedIn =>
  device === null ? candidate : { ...candidate, headers: { ...candidate.headers, 'x-zhian-device': device } };

class Save implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly slot: number,
    private readonly choice: string,
    private readonly seq: number,
    private readonly device: string | null,
  ) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const reply = await save(t, at(real, this.device), real.attemptId, [
      { slot: this.slot, choice: this.choice ? [this.choice] : [], clientSeq: this.seq },
    ]);
    const refusal = over(model)
      ? 'attempt-closed'
      : isElsewhere(model, this.device)
        ? 'attempt-on-other-device'
        : standsStill(model)
          ? 'session-paused'
          : undefined;
    expect([reply.status, reply.body.code]).toEqual([refusal ? 409 : 200, refusal]);
    if (refusal) return;
    apply(model, this.slot, this.choice, this.seq);
    expect(reply.body.acceptedSeq[String(this.slot)]).toBe(model.answers.get(this.slot)?.seq);
    expect(reply.body.saved).toBe([...model.answers.values()].filter((answer) => answer.choice).length);
  }
  toString = () => `save(${this.slot},${this.choice || '-'},${this.seq},${this.device})`;
}

class Submit implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly tail: { slot: number; choice: string; seq: number } | null,
    private readonly device: string | null,
  ) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const late = over(model);
    const answers = this.tail
      ? [{ slot: this.tail.slot, choice: this.tail.choice ? [this.tail.choice] : [], clientSeq: this.tail.seq }]
      : [];
    const reply = await submit(t, at(real, this.device), real.attemptId, { answers });
    const refused = !model.ended && (isElsewhere(model, this.device) || (!late && standsStill(model)));
    expect(reply.status).toBe(refused ? 409 : 200);
    if (refused) return;
    if (!late && this.tail) apply(model, this.tail.slot, this.tail.choice, this.tail.seq);
    model.ended = true;
    expect(reply.body.answeredCount).toBe([...model.answers.values()].filter((answer) => answer.choice).length);
    const shown = new Map(
      (reply.body.slots as { slot: number; choice: string[] }[]).map((slot) => [slot.slot, slot.choice.join('')]),
    );
    for (const [slot, answer] of model.answers) expect(shown.get(slot)).toBe(answer.choice);
    model.score ??= reply.body.score as number;
    expect(reply.body.score).toBe(model.score);
  }
  toString = () => `submit(${JSON.stringify(this.tail)},${this.device})`;
}

/** 换设备: the start, once more, from another browser. */
class TakeOver implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly device: string) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const reply = await t
      .http()
      .post('/api/v1/exam-attempts')
      .set(at(real, this.device).headers)
      .send({ examSessionId: exam.sessionId, takeOver: true });
    expect(reply.status).toBe(model.ended ? 409 : 200);
    if (!model.ended) model.device = this.device;
  }
  toString = () => `takeOver(${this.device})`;
}

const conduct = (deed: string, body: object) =>
  t.http().post(`/api/v1/exam-sessions/${exam.sessionId}/${deed}`).set(exam.officer.headers).send(body);

class Extend implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly minutes: number) {}
  check = () => true;
  async run(model: Model, { candidate }: Real): Promise<void> {
    const body = { minutes: this.minutes, personIds: [candidate.personId], reason: '停电' };
    const reply = await conduct('extensions', body);
    expect(reply.status).toBe(model.ended ? 409 : 200);
    if (!model.ended) model.deadline += this.minutes * 60_000;
  }
  toString = () => `extend(${this.minutes})`;
}

class Pause implements fc.AsyncCommand<Model, Real> {
  check = (model: Readonly<Model>) => model.pausedAt === null;
  async run(model: Model): Promise<void> {
    expect((await conduct('pause', { reason: '停电' })).status).toBe(204);
    model.pausedAt = model.now;
  }
  toString = () => 'pause';
}

class Resume implements fc.AsyncCommand<Model, Real> {
  check = (model: Readonly<Model>) => model.pausedAt !== null;
  async run(model: Model): Promise<void> {
    await resume(model);
  }
  toString = () => 'resume';
}

async function resume(model: Model): Promise<void> {
  expect((await conduct('resumption', {})).status).toBe(204);
  model.deadline += model.now - (model.pausedAt ?? model.now);
  model.pausedAt = null;
}

class Reopen implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const reply = await t.http().get(`/api/v1/exam-attempts/${real.attemptId}`).set(real.candidate.headers);
    expect(reply.status).toBe(model.ended ? 409 : 200);
    if (model.ended) return;
    const shown = new Map(
      (reply.body.answers as { slot: number; choice: string[]; clientSeq: number }[]).map((a) => [
        a.slot,
        { seq: a.clientSeq, choice: a.choice.join('') },
      ]),
    );
    expect(shown).toEqual(model.answers);
  }
  toString = () => 'reopen';
}

class Pass implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly ms: number) {}
  check = () => true;
  async run(model: Model): Promise<void> {
    model.now += this.ms;
    t.clock?.set(new Date(model.now));
    await t.get(ExpireAttempts).execute();
    if (over(model)) model.ended = true;
  }
  toString = () => `pass(${this.ms})`;
}

const slot = fc.integer({ min: 1, max: 5 });
const choice = fc.constantFrom('A', 'B', '');
const seq = fc.integer({ min: 1, max: 12 });
const device = fc.constantFrom(null, 'browser-of-the-phone', 'browser-of-the-office');
const commands = fc.commands(
  [
    fc.tuple(slot, choice, seq, device).map((given) => new Save(...given)),
    fc.tuple(slot, choice, seq, device).map((given) => new Save(...given)),
    fc.tuple(fc.option(fc.record({ slot, choice, seq })), device).map((given) => new Submit(...given)),
    fc.constantFrom('browser-of-the-phone', 'browser-of-the-office').map((given) => new TakeOver(given)),
    fc.constantFrom(1, 30).map((minutes) => new Extend(minutes)),
    fc.constantFrom(new Pause(), new Resume()),
    fc.constant(new Reopen()),
    fc.constantFrom(1_000, 31_000, 600_000, LENGTH).map((ms) => new Pass(ms)),
  ],
  { maxCommands: 60 },
);

describe('A02 saves against a model', () => {
  it(
    `never differs from the model in ${RUNS} runs of up to 60 commands`,
    async () => {
      await fc.assert(
        fc.asyncProperty(commands, async (run) => {
          t.clock?.set(new Date(T0));
          const candidate = await makeCandidate(t, exam.enterprise);
          const attempt = await start(t, candidate, exam.sessionId);
          const model: Model = {
            now: T0,
            deadline: T0 + LENGTH,
            pausedAt: null,
            device: null,
            ended: false,
            answers: new Map(),
            score: null,
          };
          try {
            await fc.asyncModelRun(() => ({ model, real: { candidate, attemptId: attempt.id } }), run);
          } finally {
            // The session is everybody's; what was paused here must not stand still for the next.
            if (model.pausedAt !== null) await resume(model);
          }
        }),
        { numRuns: RUNS },
      );
    },
    60_000 + RUNS * 3_000,
  );

  it('the same Idempotency-Key twenty times at once is one submission; with another body it is refused', async () => {
    t.clock?.set(new Date(T0));
    const candidate = await makeCandidate(t, exam.enterprise);
    const attempt = await start(t, candidate, exam.sessionId);
    const key = { 'idempotency-key': 'one-and-the-same-key' };
    const replies = await Promise.all(Array.from({ length: 20 }, () => submit(t, candidate, attempt.id).set(key)));
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    const other = await submit(t, candidate, attempt.id, { answers: [] }).set(key).expect(422);
    expect(other.body.code).toBe('idempotency-key-reused');
  });
});
