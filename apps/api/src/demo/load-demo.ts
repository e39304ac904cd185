import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { withApplication } from '../cli/application.js';
import { CommandError, type Streams } from '../cli/command.js';
import { CountItems, ExamineSessions } from '../modules/exams/index.js';
import { ManualClock } from '../platform/clock/clock.js';
import type { Config } from '../platform/config/config.js';
import type { Tx } from '../platform/db/tx.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Ctx } from '../platform/http/context.js';
import { ROLE_NAMES } from '../platform/http/roles.js';
import { writeAccountsFile } from './accounts-file.js';
import { buildAccounts, type DemoAccount } from './build-accounts.js';
import { announceCoalExam, announceCountyExam, announceMineExam, buildSelfTests } from './build-exams.js';
import { buildHandbooks } from './build-handbooks.js';
import { buildOrganisations, COAL_CREDIT_CODE, COUNTY_CREDIT_CODE } from './build-organisations.js';
import { buildQuestions } from './build-questions.js';
import { buildReview } from './build-review.js';
import { readOrganisations, type EnterpriseData } from './data.js';
import { holdExam, leaveSitting } from './hold-exam.js';
import { settleOutbox } from './settle-outbox.js';
import { sitCountyExam } from './sit-exam.js';
import { sitMineExam } from './sit-mine-exam.js';
import { timelineAt } from './timeline.js';
import { DEMO_ACTOR, must, verb, type Workshop, type World } from './world.js';

type State = 'empty' | 'foreign' | 'half' | 'loaded';

/**
 * Loads the demo into an empty platform, once. Three steps that leave nothing half: everything up to the exam that is over,
 * in one transaction; what follows from its results, event by event; the exam that is open, in one transaction, and what follows
 * from it. A run that was
 * killed is taken up where it stopped; a run on a platform with the demo, or with organisations of its own, changes nothing.
 *
 * All is done by the verbs of the modules, on a clock that walks from the last quarter to today.
 */
export async function loadDemo(config: Config, streams: Streams, now: Date = new Date()): Promise<number> {
  const clock = new ManualClock(now);
  return withApplication(
    config,
    async (app) => {
      const workshop: Workshop = { app, clock, timeline: timelineAt(now), ctx: Ctx.system(DEMO_ACTOR) };
      const path = join(config.DATA_DIR, 'demo-accounts.json');
      let accounts: DemoAccount[] = [];
      const state = await stateOf(app);
      if (state === 'loaded') {
        streams.err(`演示数据已经载入过，没有改动；账号在 ${path}\n`);
        return 0;
      }
      if (state === 'foreign') {
        streams.err('平台里已经有别的单位，没有载入演示数据。\n');
        return 0;
      }
      if (state === 'empty') accounts = await buildPast(workshop, path, streams);
      streams.err('结果与证明……\n');
      await settleOutbox(workshop);
      await lookThroughPapers(workshop);
      streams.err('正在进行的考试……\n');
      const examId = await buildPresent(workshop, now);
      await settleOutbox(workshop);
      if (examId) await leaveSitting(workshop, examId, now);
      clock.set(now);
      streams.out(await summary(app, accounts, path));
      return 0;
    },
    clock,
  );
}

async function stateOf(app: INestApplicationContext): Promise<State> {
  return app.get(UnitOfWork).read(Ctx.system(DEMO_ACTOR), async (tx) => {
    const row = await tx.one<{ any: boolean; county: boolean; open: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM organisation) AS any,
              EXISTS (SELECT 1 FROM organisation WHERE credit_code = $1) AS county,
              EXISTS (SELECT 1 FROM training_plan p JOIN organisation o ON o.id = p.organisation_id WHERE o.credit_code = $2) AS open`,
      [COUNTY_CREDIT_CODE, COAL_CREDIT_CODE],
    );
    if (!row?.any) return 'empty';
    if (!row.county) return 'foreign';
    return row.open ? 'loaded' : 'half';
  });
}

/** The accounts' file is written before COMMIT: there is never an account whose password nobody has. */
async function buildPast(workshop: Workshop, path: string, { err }: Streams): Promise<DemoAccount[]> {
  const { clock, timeline, ctx } = workshop;
  return workshop.app.get(UnitOfWork).run(ctx, async (tx) => {
    // Two runs at once: the second waits, and then finds the organisations there.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('zhian:demo', 0))`);
    if (await tx.one(`SELECT 1 AS found FROM organisation LIMIT 1`))
      throw new CommandError('另一个进程正在载入演示数据。');
    clock.set(timeline.setUp);
    err('行政区划、单位、岗位、人员……\n');
    const world = await buildOrganisations(tx, workshop);
    err(`${world.people.length} 人；题库……\n`);
    await buildQuestions(workshop, world);
    err('账号……\n');
    const accounts = await buildAccounts(workshop, world);
    clock.set(timeline.handbooks);
    err('应知应会手册……\n');
    await buildHandbooks(workshop, world);
    await buildSelfTests(workshop, world);
    clock.set(timeline.announced);
    err('上一季度的考试……\n');
    const exam = await announceCountyExam(workshop, world);
    await sitCountyExam(tx, workshop, world, exam);
    clock.set(timeline.mineExam.announced);
    await sitMineExam(tx, workshop, world, await announceMineExam(workshop, mineOf(world)));
    await writeAccountsFile(path, accounts);
    return accounts;
  });
}

function mineOf({ enterprises, posts }: World): { id: string; short: string; postIds: readonly string[] } {
  const { id, short } = must(enterprises.get('coal'), 'the coal mine');
  const own = [...posts.values()].filter(({ enterprise }) => enterprise === 'coal');
  return { id, short, postIds: own.map((post) => post.id) };
}

/** What the worker would do in its first minutes: nobody who tries the demo should find 统计提示 and 请看一眼 empty until then. */
async function lookThroughPapers(workshop: Workshop): Promise<void> {
  const { clock, timeline } = workshop;
  clock.set(new Date(timeline.mineExam.closesAt.getTime() + 60_000));
  await verb(workshop, CountItems).execute();
  await verb(workshop, ExamineSessions).execute();
}

/** The exam that is open; null: it is there already. */
async function buildPresent(workshop: Workshop, now: Date): Promise<string | null> {
  const data = await readOrganisations();
  const coal = must(
    data.enterprises.find(({ key }) => key === 'coal'),
    'the coal mine',
  );
  workshop.clock.set(workshop.timeline.openExam.announced);
  return workshop.app.get(UnitOfWork).run(workshop.ctx, async (tx) => {
    const found = await tx.one<{ id: string }>(`SELECT id FROM organisation WHERE credit_code = $1 FOR UPDATE`, [
      COAL_CREDIT_CODE,
    ]);
    const known = await tx.one(`SELECT 1 AS found FROM training_plan WHERE organisation_id = $1`, [
      must(found, coal.name).id,
    ]);
    if (known) return null;
    const { id } = must(found, coal.name);
    const posts = await postsOf(tx, id, coal);
    const sessionId = await announceCoalExam(workshop, { id, short: coal.short, postIds: [...posts.values()] });
    await buildReview(tx, workshop, { id, posts });
    await holdExam(tx, workshop, sessionId, now);
    return sessionId;
  });
}

/** Ids of the posts of an enterprise by the keys of its data. */
async function postsOf(
  tx: Tx,
  enterpriseId: string,
  { posts }: Pick<EnterpriseData, 'posts'>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(`SELECT id, name FROM post WHERE organisation_id = $1`, [
    enterpriseId,
  ]);
  return new Map(
    posts.map(({ key, name }) => [
      key,
      must(
        rows.find((row) => row.name === name),
        name,
      ).id,
    ]),
  );
}

async function summary(app: INestApplicationContext, accounts: readonly DemoAccount[], path: string): Promise<string> {
  const counts = await app.get(UnitOfWork).read(Ctx.system(DEMO_ACTOR), (tx) =>
    tx.one<Record<'people' | 'posts' | 'questions' | 'handbooks' | 'attempts' | 'certificates', number>>(
      `SELECT (SELECT count(*)::int FROM person) AS people, (SELECT count(*)::int FROM post) AS posts,
              (SELECT count(*)::int FROM question) AS questions, (SELECT count(*)::int FROM handbook) AS handbooks,
              (SELECT count(*)::int FROM attempt) AS attempts, (SELECT count(*)::int FROM certificate) AS certificates`,
    ),
  );
  const rows = accounts.map(
    ({ account, password, name, role, organisation }) =>
      `  ${account.padEnd(18)} ${password}  ${ROLE_NAMES[role]} ${name}${organisation ? ` ${organisation}` : ''}`,
  );
  const head = `演示数据：${counts?.people} 人、${counts?.posts} 个岗位、${counts?.questions} 道题、${counts?.handbooks} 本手册、${counts?.attempts} 份答卷、${counts?.certificates} 张证明。`;
  return `${[head, ...rows, `账号与密码（只显示这一次）在 ${path}`].join('\n')}\n`;
}
