import { randomBytes } from 'node:crypto';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import { Outbox } from '../../apps/api/src/platform/outbox/outbox.js';
import { Subscribers } from '../../apps/api/src/platform/outbox/subscribers.js';
import { attemptGraded } from '../../apps/api/src/modules/exams/index.js';
import { ActivatePlan, CreatePlan, type PlanContent } from '../../apps/api/src/modules/training-plans/index.js';
import type { MadeOrganisation } from './factory.js';
import type { TestApp } from './harness.js';

/** A published formal exam, by SQL: the exam engine has tests of its own. */
export async function makeExam(
  t: TestApp,
  organisation: MadeOrganisation,
  given: { status?: string; purpose?: string; title?: string } = {},
): Promise<string> {
  const id = uuidv7();
  await t.db.query(
    `INSERT INTO exam_session (id, organisation_id, title, purpose, status, duration_seconds, pass_hundredths, total_hundredths, question_count, scoring_scheme,
       disclosure, disclose_at, shuffle_options, shuffle_questions, blueprint, created_at)
     VALUES ($1, $2, $3, $4, $5, 3600, 8000, 10000, 100, 'all-or-nothing', 'score', 'submission', true, true, '{"strata": []}', now())`,
    [
      id,
      organisation.id,
      given.title ?? `考试${randomBytes(3).toString('hex')}`,
      given.purpose ?? 'formal',
      given.status ?? 'published',
    ],
  );
  return id;
}

export interface GivenAttempt {
  readonly endedAt?: string;
  readonly passed?: boolean;
  readonly score?: number;
  readonly no?: number;
  readonly purpose?: 'formal' | 'self_test';
}

/** A finished attempt and, unless it is to stay unheard of, its event in the outbox, as one transaction. */
export async function makeAttempt(
  t: TestApp,
  examSessionId: string,
  personId: string,
  given: GivenAttempt & { silent?: boolean } = {},
): Promise<string> {
  const id = uuidv7();
  const passed = given.passed ?? true;
  const score = given.score ?? (passed ? 9000 : 5000);
  const endedAt = new Date(given.endedAt ?? '2026-05-20T02:00:00.000Z');
  await t.get(UnitOfWork).run(Ctx.system('test'), async (tx) => {
    await tx.query(
      `INSERT INTO attempt (id, session_id, person_id, no, status, seed, paper, started_at, deadline, ended_at, score, max_score, passed)
       VALUES ($1, $2, $3, $4, 'submitted', 'seed', '{"slots": []}', $5, $6, $6, $7, 10000, $8)`,
      [id, examSessionId, personId, given.no ?? 1, new Date(endedAt.getTime() - 1_800_000), endedAt, score, passed],
    );
    if (given.silent) return;
    await t.get(Outbox).append(tx, attemptGraded, {
      attemptId: id,
      examSessionId,
      personId,
      purpose: given.purpose ?? 'formal',
      passed,
      scoreHundredths: score,
      maxHundredths: 10_000,
      endedAt: endedAt.toISOString(),
    });
  });
  return id;
}

/** Delivers every event until none is left, one by one and without the queue. */
export async function settle(t: TestApp): Promise<void> {
  const subscribers = t.get(Subscribers);
  for (;;) {
    const { rows } = await t.db.query<{ id: string; type: string }>(
      `SELECT id, type FROM outbox WHERE settled_at IS NULL ORDER BY created_at, id`,
    );
    if (rows.length === 0) return;
    for (const event of rows) {
      for (const name of subscribers.namesFor(event.type)) await subscribers.deliver(name, event.id);
      await t.db.query(`UPDATE outbox SET published_at = now(), settled_at = now() WHERE id = $1`, [event.id]);
    }
  }
}

export function planContent(
  examSessionId: string,
  audience: PlanContent['audience'],
  more: Partial<PlanContent> = {},
): PlanContent {
  return {
    title: '2026年全员安全培训',
    period: '2026',
    startsOn: '2026-01-01',
    dueOn: '2026-06-30',
    audience,
    requirement: { kind: 'pass_exam', examSessionId },
    certificate: { issue: false, validMonths: null },
    ...more,
  };
}

/** An active plan, made by the verbs as the platform itself. */
export async function makePlan(t: TestApp, owner: MadeOrganisation, content: PlanContent): Promise<string> {
  const id = await t.get(CreatePlan).execute(Ctx.system('test'), { ...content, organisationId: owner.id });
  await t.get(ActivatePlan).execute(Ctx.system('test'), id);
  return id;
}
