import { CreateSession, PublishSession, type ExamSessionInput } from '../modules/exams/index.js';
import { ActivatePlan, CreatePlan, type PlanContent } from '../modules/training-plans/index.js';
import { civilDate } from '../platform/clock/clock.js';
import { QUARTER_NAMES } from './timeline.js';
import { must, verb, type Workshop, type World } from './world.js';

const REGION = '140428';

type Stratum = ExamSessionInput['blueprint']['strata'][number];

const COMMON = {
  scoringScheme: 'all-or-nothing',
  shuffleOptions: true,
  shuffleQuestions: true,
} as const;

async function publishSession(workshop: Workshop, input: ExamSessionInput): Promise<string> {
  const id = await verb(workshop, CreateSession).execute(workshop.ctx, input);
  await verb(workshop, PublishSession).execute(workshop.ctx, id);
  return id;
}

async function activatePlan(workshop: Workshop, organisationId: string, content: PlanContent): Promise<string> {
  const id = await verb(workshop, CreatePlan).execute(workshop.ctx, { ...content, organisationId });
  await verb(workshop, ActivatePlan).execute(workshop.ctx, id);
  return id;
}

/** Ten questions of the post and of the 通用 part, as often as one likes, everything shown at once. */
export async function buildSelfTests(workshop: Workshop, world: World): Promise<void> {
  for (const post of world.posts.values()) {
    const own = (type: Stratum['type'], count: number): Stratum => ({
      type,
      count,
      points: 1000,
      category: 'professional',
      postId: post.id,
    });
    await publishSession(workshop, {
      ...COMMON,
      organisationId: must(world.enterprises.get(post.enterprise), post.enterprise).id,
      title: `${post.name}自测`,
      purpose: 'self_test',
      durationMinutes: 20,
      passHundredths: 8000,
      attemptsAllowed: null,
      coolDownMinutes: 0,
      disclosure: 'everything',
      discloseAt: 'submission',
      blueprint: {
        strata: [
          own('single', 4),
          own('multiple', 1),
          own('true_false', 2),
          { type: 'single', count: 2, points: 1000, category: 'general' },
          { type: 'true_false', count: 1, points: 1000, category: 'general' },
        ],
      },
      entries: [{ kind: 'post', id: post.id }],
    });
  }
}

/** The county's exam of the quarter that is over, with its plan. */
export async function announceCountyExam(
  workshop: Workshop,
  world: World,
): Promise<{ sessionId: string; planId: string }> {
  const { quarter, exam } = workshop.timeline;
  const name = `${quarter.year} 年${QUARTER_NAMES[quarter.no] ?? ''}`;
  const sessionId = await publishSession(workshop, {
    ...COMMON,
    organisationId: world.county.id,
    title: `${name}全员安全考试`,
    purpose: 'formal',
    opensAt: exam.opensAt.toISOString(),
    closesAt: exam.closesAt.toISOString(),
    durationMinutes: 60,
    passHundredths: 8000,
    attemptsAllowed: 2,
    coolDownMinutes: 12 * 60,
    disclosure: 'everything',
    discloseAt: 'close',
    blueprint: {
      strata: [
        { type: 'single', count: 20, points: 250, category: 'general' },
        { type: 'multiple', count: 10, points: 300, category: 'general' },
        { type: 'true_false', count: 10, points: 200, category: 'general' },
      ],
    },
    entries: [{ kind: 'region', id: REGION }],
  });
  const planId = await activatePlan(workshop, world.county.id, {
    title: `${name}全员安全培训`,
    period: `${quarter.year}Q${quarter.no}`,
    startsOn: quarter.startsOn,
    dueOn: quarter.endsOn,
    audience: [{ kind: 'region', id: REGION }],
    requirement: { kind: 'pass_exam', examSessionId: sessionId },
    certificate: { issue: true, validMonths: 12 },
  });
  return { sessionId, planId };
}

function about(knowledgePoint: string, type: Stratum['type'], count: number, points = 500): Stratum {
  return { type, count, points, category: 'professional', knowledgePoint };
}

/** The coal mine's own exam of the quarter that is over: everybody is asked nearly the same, in another order. */
export function announceMineExam(
  workshop: Workshop,
  coal: { id: string; short: string; postIds: readonly string[] },
): Promise<string> {
  const { quarter, mineExam } = workshop.timeline;
  return publishSession(workshop, {
    ...COMMON,
    organisationId: coal.id,
    title: `${coal.short} ${quarter.year} 年${QUARTER_NAMES[quarter.no] ?? ''}安全技术考试`,
    purpose: 'formal',
    opensAt: mineExam.opensAt.toISOString(),
    closesAt: mineExam.closesAt.toISOString(),
    durationMinutes: 60,
    passHundredths: 8000,
    attemptsAllowed: 1,
    coolDownMinutes: 0,
    disclosure: 'everything',
    discloseAt: 'close',
    blueprint: {
      strata: [
        about('机电运输/井下供电', 'single', 7, 300),
        about('机电运输/带式输送机', 'single', 7, 300),
        about('顶板管理', 'single', 4, 300),
        about('水害防治', 'single', 3, 300),
        about('煤尘防治', 'single', 2, 300),
        about('自救互救', 'single', 2, 300),
        about('机电运输', 'multiple', 5, 300),
        about('机电运输', 'true_false', 5, 200),
      ],
    },
    entries: coal.postIds.map((id) => ({ kind: 'post' as const, id })),
  });
}

/**
 * The coal mine's exam that is open now, with its plan: for everybody on a post. Whoever conducts it does not sit it, so he may
 * look at its questions and results.
 */
export async function announceCoalExam(
  workshop: Workshop,
  coal: { id: string; short: string; postIds: readonly string[] },
): Promise<string> {
  const { current, openExam } = workshop.timeline;
  const name = `${current.year} 年${QUARTER_NAMES[current.no] ?? ''}`;
  const sessionId = await publishSession(workshop, {
    ...COMMON,
    organisationId: coal.id,
    title: `${coal.short} ${name}安全考试`,
    purpose: 'formal',
    opensAt: openExam.opensAt.toISOString(),
    closesAt: openExam.closesAt.toISOString(),
    durationMinutes: 40,
    passHundredths: 8000,
    attemptsAllowed: 3,
    coolDownMinutes: 30,
    disclosure: 'everything',
    discloseAt: 'submission',
    blueprint: {
      strata: [
        { type: 'single', count: 5, points: 500, category: 'general' },
        { type: 'multiple', count: 2, points: 500, category: 'general' },
        { type: 'true_false', count: 3, points: 500, category: 'general' },
        about('瓦斯防治', 'single', 3),
        about('瓦斯防治', 'multiple', 1),
        about('瓦斯防治', 'true_false', 2),
        about('顶板管理', 'single', 2),
        about('水害防治', 'single', 1),
        about('自救互救', 'single', 1),
      ],
    },
    entries: coal.postIds.map((id) => ({ kind: 'post' as const, id })),
  });
  await activatePlan(workshop, coal.id, {
    title: `${coal.short} ${name}安全培训`,
    period: `${current.year}Q${current.no}`,
    startsOn: civilDate(openExam.announced),
    dueOn: civilDate(openExam.closesAt),
    audience: coal.postIds.map((id) => ({ kind: 'post' as const, id })),
    requirement: { kind: 'pass_exam', examSessionId: sessionId },
    certificate: { issue: true, validMonths: 12 },
  });
  return sessionId;
}
