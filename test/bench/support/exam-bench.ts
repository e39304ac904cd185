import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Cluster } from '../../support/postgres.mjs';
import type { Candidate, Load, LoadResult } from './load.js';
import { cpuOf, cpuOfPostgres, output, startChild, type Child } from './processes.js';
import { percent, Report } from './report.js';
import type { World } from './world.js';

export interface Server extends Child {
  readonly port: number;
}

/** The servers, the generator and the database of the exam bench, and what each piece of work cost them. */
export class ExamBench {
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

  /** The plainest UPSERT that an answer can be, as pgbench does it. */
  async pgbench(name: string, connections: number, seconds: number): Promise<void> {
    const file = join(this.env['DATA_DIR'] ?? '', 'pgbench.sql');
    await writeFile(file, RAW_SCRIPT);
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
      String(seconds),
      '-f',
      file,
      '-h',
      url.hostname,
    ];
    await this.measured(name, [], async () => {
      const text = await output('pgbench', [...args, '-p', url.port, '-U', url.username, 'zhian'], {
        PGPASSWORD: url.password,
      });
      if (text === null) return { done: await this.rawLoop(connections, seconds), seconds };
      return { done: Number(/actually processed: (\d+)/.exec(text)?.[1]), seconds };
    });
  }

  /** Where pgbench is not installed: the same statement from node-pg, which is slower than pgbench and says so. */
  private async rawLoop(connections: number, seconds: number): Promise<number> {
    process.stderr.write('  pgbench is not installed: a loop of node-pg stands in for it\n');
    const pool = new pg.Pool({ connectionString: this.env['DATABASE_URL'], max: connections });
    const end = performance.now() + seconds * 1000;
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
