import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { withApplication } from '../../apps/api/src/cli/application.js';
import { migrate } from '../../apps/api/src/cli/migrate.js';
import { loadConfig } from '../../apps/api/src/platform/config/config.js';
import { createCluster, type Cluster } from '../support/postgres.mjs';
import { printGoals, ROWS } from './support/exam-goals.js';
import type { Candidate, Load, LoadResult } from './support/load.js';
import { naiveStart, naiveSubmit } from './support/naive.js';
import { cpuOf, cpuOfPostgres, output, startChild, type Child } from './support/processes.js';
import { percent, Report } from './support/report.js';
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

interface Server extends Child {
  readonly port: number;
}

class Bench {
  readonly report = new Report();

  constructor(
    private readonly cluster: Cluster,
    private readonly env: Readonly<Record<string, string>>,
    readonly db: pg.Pool,
    private readonly generator: Child,
  ) {}

  async server(twin = ''): Promise<Server> {
    const child = startChild('api-server.ts', { ...this.env, BENCH_TWIN: twin });
    const { port } = (await child.first) as { port: number };
    return { pid: child.pid, port, ask: child.ask, stop: child.stop };
  }

  /** Making a pack of the whole bank, once per session in the worker. */
  async packOf(world: World, sessionId: string): Promise<{ id: string }> {
    let pack = { id: '', size: 0 };
    await this.measured('(pack of 20,000 questions, made once)', [process.pid], async () => {
      pack = await world.pack(sessionId);
      return { done: 1, received: pack.size };
    });
    return pack;
  }

  direct(): Child {
    return startChild('direct-saver.ts', this.env);
  }

  /** CPU and WAL around `work`, which answers how many operations it did. */
  async measured(
    name: string,
    pids: readonly number[],
    work: () => Promise<{
      done: number;
      seconds?: number;
      p50?: number;
      p99?: number;
      received?: number;
      failed?: Readonly<Record<string, number>>;
    }>,
  ): Promise<void> {
    const before = {
      node: this.cpu(pids),
      postgres: cpuOfPostgres(this.cluster.pid),
      wal: await this.wal(),
      at: performance.now(),
    };
    const { done, seconds, p50, p99, received, failed = {} } = await work();
    const took = seconds ?? (performance.now() - before.at) / 1000;
    const spent = (now: number, then: number): number => ((now - then) / done) * 1e6;
    for (const [text, count] of Object.entries(failed)) process.stderr.write(`  ${count} × ${text}\n`);
    this.report.add(name, {
      perSecond: done / took,
      ...(p50 === undefined ? {} : { p50 }),
      ...(p99 === undefined ? {} : { p99 }),
      ...(received === undefined ? {} : { received }),
      node: spent(this.cpu(pids), before.node),
      postgres: spent(cpuOfPostgres(this.cluster.pid), before.postgres),
      wal: ((await this.wal()) - before.wal) / done,
      failed: Object.values(failed).reduce((sum, count) => sum + count, 0),
    });
  }

  async load(
    name: string,
    server: Server,
    connections: number,
    candidates: readonly Candidate[],
    load: Load,
  ): Promise<LoadResult> {
    let result: LoadResult | undefined;
    await this.measured(name, [server.pid], async () => {
      result = await this.generator.ask<LoadResult>({ port: server.port, connections, candidates, load });
      return result;
    });
    if (!result) throw new Error('no result');
    const share = result.cpu / result.seconds;
    if (share > 0.9)
      process.stderr.write(`  the generator was busy ${percent(share)} of the time: it is the limit here\n`);
    return result;
  }

  async pgbench(name: string, script: string, connections: number): Promise<void> {
    const file = join(this.env['DATA_DIR'] ?? '', 'pgbench.sql');
    await writeFile(file, script);
    const url = new URL(this.env['DATABASE_URL'] ?? '');
    const args = [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(connections),
      '-j',
      '2',
      '-T',
      String(SECONDS),
      '-f',
      file,
      '-h',
      url.hostname,
    ];
    await this.measured(name, [], async () => {
      const text = await output('pgbench', [...args, '-p', url.port, '-U', url.username, 'zhian'], {
        PGPASSWORD: url.password,
      });
      if (text === null) return { done: await this.rawLoop(connections), seconds: SECONDS };
      return { done: Number(/actually processed: (\d+)/.exec(text)?.[1]), seconds: SECONDS };
    });
  }

  /** Where pgbench is not installed: the same statement from node-pg, which is slower than pgbench and says so. */
  private async rawLoop(connections: number): Promise<number> {
    process.stderr.write('  pgbench is not installed: a loop of node-pg stands in for it\n');
    const pool = new pg.Pool({ connectionString: this.env['DATABASE_URL'], max: connections });
    const end = performance.now() + SECONDS * 1000;
    let done = 0;
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (; performance.now() < end; done += 1)
          await pool.query({
            name: 'raw',
            text: RAW_UPSERT('$1', '$2', '$3'),
            values: [random(3000), random(100), random(1e9)],
          });
      }),
    );
    await pool.end();
    return done;
  }

  private cpu(pids: readonly number[]): number {
    return pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
  }

  private async wal(): Promise<number> {
    const { rows } = await this.db.query<{ bytes: string }>(`SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS bytes`);
    return Number(rows[0]?.bytes);
  }
}

const random = (below: number): number => 1 + Math.floor(Math.random() * below);

const RAW_UPSERT = (attempt: string, slot: string, seq: string): string =>
  `INSERT INTO raw_answer AS a (attempt_id, slot, choice, client_seq, saved_at)
   VALUES (('01900000-0000-7000-8000-' || lpad((${attempt})::text, 12, '0'))::uuid, ${slot}, 'A', ${seq}, now())
   ON CONFLICT (attempt_id, slot) DO UPDATE SET choice = excluded.choice, client_seq = excluded.client_seq, saved_at = excluded.saved_at`;
const RAW_SCRIPT = `\\set k random(1, 3000)\n\\set s random(1, 100)\n\\set q random(1, 1000000000)\n${RAW_UPSERT(':k', ':s', ':q').replaceAll('\n', ' ')};\n`;

async function benchSaves(bench: Bench, world: World): Promise<void> {
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
    await bench.pgbench(ROWS.raw, RAW_SCRIPT, 64);
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

async function benchStartAndSubmit(bench: Bench, world: World): Promise<void> {
  const people = await world.people(2 * STARTERS);
  const sessionId = await world.session(100);
  const pack = await bench.packOf(world, sessionId);
  const server = await bench.server();
  const next = (count: number): Candidate[] => people.splice(0, count);
  const start: Load = { kind: 'start', sessionId };
  // The pool of the session, the texts and the pack's keys are read once, as they are when the first candidates come.
  await bench.load('(first starts, cold)', server, 8, next(100), start);
  await bench.load('(first starts with a pack, cold)', server, 8, next(20), { ...start, packId: pack.id });
  const share = Math.floor(people.length / (2 * ROUNDS));
  const started: Candidate[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const whole = await bench.load(ROWS.start, server, 64, next(share), start);
    const packed = await bench.load(ROWS.packedStart, server, 64, next(share), { ...start, packId: pack.id });
    started.push(...whole.candidates, ...packed.candidates);
  }
  const calm = await world.people(CALM.people);
  await bench.load(ROWS.calmStart, server, STAMPEDE.connections, calm, { ...start, perSecond: CALM.perSecond });
  const rush = { ...start, perSecond: STAMPEDE.perSecond };
  for (const [name, load] of [
    [ROWS.stampede, rush],
    [ROWS.packedStampede, { ...rush, packId: pack.id }],
  ] as const)
    await bench.load(name, server, STAMPEDE.connections, await world.people(STAMPEDE.people), load);
  await bench.measured(ROWS.naiveStart, [process.pid], () => naiveStart(bench.db, NAIVE));
  await bench.load('(answers before the submissions)', server, 64, started, {
    kind: 'fill',
    perRequest: 25,
  });
  await bench.load(ROWS.submit, server, 64, started, { kind: 'submit' });
  await bench.measured(ROWS.naiveSubmit, [process.pid], () => naiveSubmit(bench.db, NAIVE));
  await server.stop();
}

async function benchWhole(bench: Bench, world: World): Promise<void> {
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
  const bench = new Bench(cluster, env, db, generator);
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
