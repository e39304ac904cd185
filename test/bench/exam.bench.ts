import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { withApplication } from '../../apps/api/src/cli/application.js';
import { migrate } from '../../apps/api/src/cli/migrate.js';
import { loadConfig } from '../../apps/api/src/platform/config/config.js';
import { createCluster } from '../support/postgres.mjs';
import { ExamBench } from './support/exam-bench.js';
import { printGoals, ROWS } from './support/exam-goals.js';
import type { Candidate, Load } from './support/load.js';
import { naiveStart, naiveSubmit } from './support/naive.js';
import { startChild } from './support/processes.js';
import { World } from './support/world.js';

// `npm run bench -- exam [--quick] [--only=…]`: a PostgreSQL of its own with the product's durability, the API as built in processes of
// its own, the generator in another. Rounds are interleaved, so that noise of the machine meets all of them. Never fails on time.

const QUICK = process.argv.includes('--quick');
const SECONDS = QUICK ? 2 : 6;
const ROUNDS = QUICK ? 1 : 3;
const SAVERS = QUICK ? 512 : 2048;
const STARTERS = QUICK ? 300 : 2000;
/** Five thousand who want to begin within ten seconds; a connection of their own for as many as are answered at once. */
const STAMPEDE = { people: QUICK ? 1000 : 5000, perSecond: 500, connections: 500 };
const CALM = { people: QUICK ? 100 : 500, perSecond: 50 };
const WHOLE = QUICK ? 60 : 300;
const NAIVE = QUICK ? 40 : 200;
const QUESTIONS_IN_BANK = 20_000;
/** `--only=saves,starts,whole`: parts of it, for who works on one. */
const PARTS = /^--only=(.+)$/.exec(process.argv.at(-1) ?? '')?.[1]?.split(',') ?? ['saves', 'starts', 'whole'];

async function benchSaves(bench: ExamBench, world: World): Promise<void> {
  const [ours, upsert, typeorm] = [await bench.server(), await bench.server('upsert'), await bench.server('typeorm')];
  const direct = bench.direct();
  const people = await world.people(SAVERS);
  const sessionId = await world.session(100);
  const { candidates } = await bench.load('(starts before the saves)', ours, 32, people, { kind: 'start', sessionId });
  const attemptIds = candidates.map((candidate) => candidate.attemptId);
  await bench.db.query('CREATE TABLE raw_answer (LIKE answer INCLUDING ALL)');
  await bench.db.query('GRANT ALL ON raw_answer TO zhian');
  const save: Load = { kind: 'save', seconds: SECONDS };
  const callers = async (name: string, count: number) =>
    bench.measured(name, [direct.pid], async () => ({
      done: await direct.ask<number>({ callers: count, seconds: SECONDS, attemptIds, questions: 100 }),
      seconds: SECONDS,
    }));
  for (const server of [ours, upsert, typeorm])
    await bench.load('(warm-up)', server, 64, candidates, { kind: 'save', seconds: 1 });
  for (let round = 0; round < ROUNDS; round += 1) {
    await bench.pgbench(ROWS.raw, 64, SECONDS);
    await callers(ROWS.direct64, 64);
    await callers(ROWS.direct256, 256);
    await bench.load(ROWS.save64, ours, 64, candidates, save);
    await bench.load(ROWS.noop64, ours, 64, candidates, { kind: 'noop', seconds: SECONDS });
    await bench.load(ROWS.save256, ours, 256, candidates, save);
    await bench.load(ROWS.noop256, ours, 256, candidates, { kind: 'noop', seconds: SECONDS });
    await bench.load(ROWS.upsert64, upsert, 64, candidates, save);
    await bench.load(ROWS.typeorm64, typeorm, 64, candidates, save);
  }
  const peak = bench.report.of(ROWS.save256).perSecond;
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, share] of [
      [ROWS.at10, 0.1],
      [ROWS.at60, 0.6],
    ] as const)
      await bench.load(name, ours, 256, candidates, {
        ...save,
        perSecond: peak * share,
      });
  for (const child of [ours, upsert, typeorm, direct]) await child.stop();
}

async function benchStartAndSubmit(bench: ExamBench, world: World): Promise<void> {
  // Everybody is on the roster before the exam is published: whoever comes later is entered by his own start, which costs more.
  const people = await world.people(2 * STARTERS + CALM.people + 2 * STAMPEDE.people);
  const sessionId = await world.session(100);
  const pack = await bench.packOf(world, sessionId);
  const server = await bench.server();
  const next = (count: number): Candidate[] => people.splice(0, count);
  const start: Load = { kind: 'start', sessionId };
  // The pool of the session, the texts and the pack's keys are read once, as they are when the first candidates come.
  await bench.load('(first starts, cold)', server, 8, next(100), start);
  await bench.load('(first starts with a pack, cold)', server, 8, next(20), { ...start, packId: pack.id });
  const share = Math.floor((2 * STARTERS - 120) / (2 * ROUNDS));
  const started: Candidate[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const whole = await bench.load(ROWS.start, server, 64, next(share), start);
    const packed = await bench.load(ROWS.packedStart, server, 64, next(share), { ...start, packId: pack.id });
    started.push(...whole.candidates, ...packed.candidates);
  }
  const calm = { ...start, perSecond: CALM.perSecond };
  await bench.load(ROWS.calmStart, server, STAMPEDE.connections, next(CALM.people), calm);
  const rush = { ...start, perSecond: STAMPEDE.perSecond };
  for (const [name, load] of [
    [ROWS.stampede, rush],
    [ROWS.packedStampede, { ...rush, packId: pack.id }],
  ] as const)
    await bench.load(name, server, STAMPEDE.connections, next(STAMPEDE.people), load);
  await bench.measured(ROWS.naiveStart, [process.pid], () => naiveStart(bench.db, NAIVE));
  await bench.load('(answers before the submissions)', server, 64, started, {
    kind: 'fill',
    perRequest: 25,
  });
  await bench.load(ROWS.submit, server, 64, started, { kind: 'submit' });
  await bench.measured(ROWS.naiveSubmit, [process.pid], () => naiveSubmit(bench.db, NAIVE));
  await server.stop();
}

async function benchWhole(bench: ExamBench, world: World): Promise<void> {
  const server = await bench.server();
  for (const [name, questions] of [
    ['whole attempt, 100 questions saved one by one', 100],
    [ROWS.whole50, 50],
  ] as const) {
    const people = await world.people(WHOLE + 20);
    const sessionId = await world.session(questions);
    await bench.load('(warm-up)', server, 4, people.slice(0, 20), { kind: 'whole', sessionId });
    await bench.load(name, server, 32, people.slice(20), {
      kind: 'whole',
      sessionId,
    });
  }
  await server.stop();
}

const cluster = await createCluster();
const dataDir = await mkdtemp(join(tmpdir(), 'zhian-bench-'));
const env = { DATABASE_URL: cluster.url(), DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', TZ: 'UTC' };
const generator = startChild('load-generator.ts');
const db = new pg.Pool({ connectionString: cluster.adminUrlOf('zhian'), max: 16 });
try {
  process.stdout.write(
    `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Node ${process.version}; generator, API and PostgreSQL share it; sign-in is not included\n`,
  );
  await migrate(loadConfig(env));
  const bench = new ExamBench(cluster, env, db, generator);
  await withApplication(loadConfig(env), async (app) => {
    const world = new World(app, db);
    await world.build(QUESTIONS_IN_BANK);
    if (PARTS.includes('saves')) await benchSaves(bench, world);
    if (PARTS.includes('starts')) await benchStartAndSubmit(bench, world);
    if (PARTS.includes('whole')) await benchWhole(bench, world);
  });
  bench.report.print('Medians');
  printGoals(bench.report);
} finally {
  await generator.stop();
  await db.end();
  await cluster.remove();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit();
