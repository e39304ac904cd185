import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { Outbox } from '../../apps/api/src/platform/outbox/outbox.js';
import { Subscribers } from '../../apps/api/src/platform/outbox/subscribers.js';
import {
  ActivatePlan,
  CreatePlan,
  RecordCompletions,
  requirementMet,
} from '../../apps/api/src/modules/training-plans/index.js';
import { ClosePlan } from '../../apps/api/src/modules/training-plans/close-plan.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { makeAttempt, makeExam, makePlan, planContent, settle } from '../support/plans.js';

jest.setTimeout(30_000);

let t: TestApp;
let mine: MadeOrganisation;
let exam: string;
const system = Ctx.system('test');

beforeAll(async () => {
  t = await startTestApp({ now: '2026-06-01T02:00:00.000Z' });
});
afterAll(() => t.close());
beforeEach(async () => {
  t.clock?.set(new Date('2026-06-01T02:00:00.000Z'));
  mine = await t.factory.organisation();
  exam = await makeExam(t, mine);
});

const content = () => planContent(exam, [{ kind: 'organisation', id: mine.id }]);
const metBy = async (planId: string): Promise<string[]> =>
  (
    await t.db.query<{ person_id: string }>(
      `SELECT c.person_id FROM completion c JOIN requirement q ON q.id = c.requirement_id WHERE q.plan_id = $1 ORDER BY c.met_at`,
      [planId],
    )
  ).rows.map((row) => row.person_id);
const eventsOf = async (planId: string): Promise<{ personId: string; metAt: string; period: string }[]> =>
  (
    await t.db.query<{ payload: { personId: string; metAt: string; period: string } }>(
      `SELECT payload FROM outbox WHERE type = $1 AND payload ->> 'planId' = $2`,
      [requirementMet.type, planId],
    )
  ).rows.map((row) => row.payload);

describe('completions', () => {
  it('come from a passed formal attempt, once, with one event, however often it is told', async () => {
    const planId = await makePlan(t, mine, content());
    const person = await t.factory.person(mine);
    const failed = await t.factory.person(mine);
    await makeAttempt(t, exam, failed.id, { passed: false });
    await makeAttempt(t, exam, person.id);
    const { rows } = await t.db.query<{ id: string }>(
      `SELECT id FROM outbox WHERE type = 'exams.attempt-graded' AND payload ->> 'personId' = $1`,
      [person.id],
    );
    const subscribers = t.get(Subscribers);
    await Promise.all(
      Array.from({ length: 10 }, () => subscribers.deliver('training-plans.attempt-graded', rows[0]?.id ?? '')),
    );
    await settle(t);
    expect(await t.get(RecordCompletions).catchUp()).toBe(0);
    expect(await metBy(planId)).toEqual([person.id]);
    expect(await eventsOf(planId)).toEqual([
      expect.objectContaining({ personId: person.id, metAt: '2026-05-20T02:00:00.000Z', period: '2026' }),
    ]);
  });

  it('two passes of one person at the same time are one completion', async () => {
    const planId = await makePlan(t, mine, content());
    const person = await t.factory.person(mine);
    for (let no = 1; no <= 8; no++) await makeAttempt(t, exam, person.id, { no });
    const { rows } = await t.db.query<{ id: string }>(
      `SELECT id FROM outbox WHERE type = 'exams.attempt-graded' AND payload ->> 'personId' = $1`,
      [person.id],
    );
    await Promise.all(rows.map((row) => t.get(Subscribers).deliver('training-plans.attempt-graded', row.id)));
    expect(await metBy(planId)).toEqual([person.id]);
    expect(await eventsOf(planId)).toHaveLength(1);
  });

  it('passes from before the plan do not count, late ones do, and other people’s never', async () => {
    const planId = await makePlan(t, mine, content());
    const elsewhere = await t.factory.organisation();
    const [early, late, stranger] = [
      await t.factory.person(mine),
      await t.factory.person(mine),
      await t.factory.person(elsewhere),
    ];
    await makeAttempt(t, exam, early.id, { endedAt: '2025-12-31T15:59:59.000Z' });
    await makeAttempt(t, exam, late.id, { endedAt: '2026-08-01T02:00:00.000Z' });
    await makeAttempt(t, exam, stranger.id);
    await settle(t);
    expect(await metBy(planId)).toEqual([late.id]);
  });

  it('count at activation when they exist already', async () => {
    const people = [await t.factory.person(mine), await t.factory.person(mine)];
    for (const person of people) await makeAttempt(t, exam, person.id, { silent: true });
    const planId = await t.get(CreatePlan).execute(system, { ...content(), organisationId: mine.id });
    expect(await metBy(planId)).toEqual([]);
    await t.get(ActivatePlan).execute(system, planId);
    expect(new Set(await metBy(planId))).toEqual(new Set(people.map((person) => person.id)));
    expect(await eventsOf(planId)).toHaveLength(2);
  });

  it('no pass falls between the activation and the event, whatever the order', async () => {
    const planId = await t.get(CreatePlan).execute(system, { ...content(), organisationId: mine.id });
    const people = await Promise.all(Array.from({ length: 12 }, () => t.factory.person(mine)));
    const told = async (personId: string) => {
      await makeAttempt(t, exam, personId);
      const { rows } = await t.db.query<{ id: string }>(
        `SELECT id FROM outbox WHERE type = 'exams.attempt-graded' AND payload ->> 'personId' = $1`,
        [personId],
      );
      await t.get(Subscribers).deliver('training-plans.attempt-graded', rows[0]?.id ?? '');
    };
    const half = people.slice(0, 6).map((person) => told(person.id));
    const activation = t.get(ActivatePlan).execute(system, planId);
    await Promise.all([...half, activation, ...people.slice(6).map((person) => told(person.id))]);
    expect(new Set(await metBy(planId))).toEqual(new Set(people.map((person) => person.id)));
    expect(await eventsOf(planId)).toHaveLength(12);
  });

  it('the sweeper finds who joined the audience after he had passed', async () => {
    const planId = await makePlan(t, mine, content());
    const elsewhere = await t.factory.organisation();
    const person = await t.factory.person(elsewhere);
    await makeAttempt(t, exam, person.id);
    await settle(t);
    expect(await metBy(planId)).toEqual([]);
    await t.db.query(
      `UPDATE employment SET enterprise_id = $2, organisation_id = $2, starts_on = '2026-06-01' WHERE person_id = $1`,
      [person.id, mine.id],
    );
    expect(await t.get(RecordCompletions).catchUp()).toBe(1);
    expect(await metBy(planId)).toEqual([person.id]);
  });

  it('a closed plan takes passes from before its end only', async () => {
    const planId = await makePlan(t, mine, content());
    const [before, after] = [await t.factory.person(mine), await t.factory.person(mine)];
    await t.get(ClosePlan).execute(system, planId);
    await makeAttempt(t, exam, before.id, { endedAt: '2026-06-01T01:59:59.000Z' });
    await makeAttempt(t, exam, after.id, { endedAt: '2026-06-01T02:00:01.000Z' });
    await settle(t);
    expect(await metBy(planId)).toEqual([before.id]);
  });

  it('A36 a completion and its event are one transaction', async () => {
    const planId = await makePlan(t, mine, content());
    const person = await t.factory.person(mine);
    const attempt = await makeAttempt(t, exam, person.id);
    const { rows } = await t.db.query<{ id: string }>(`SELECT id FROM outbox WHERE payload ->> 'attemptId' = $1`, [
      attempt,
    ]);
    const deliver = () => t.get(Subscribers).deliver('training-plans.attempt-graded', rows[0]?.id ?? '');
    jest.spyOn(t.get(Outbox), 'append').mockRejectedValueOnce(new Error('killed'));
    await expect(deliver()).rejects.toThrow('killed');
    expect([await metBy(planId), await eventsOf(planId)]).toEqual([[], []]);
    expect(await deliver()).toBe('handled');
    expect([(await metBy(planId)).length, (await eventsOf(planId)).length]).toEqual([1, 1]);
  });
});
