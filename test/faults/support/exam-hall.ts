import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '../../../apps/api/src/cli/migrate.js';
import { loadConfig } from '../../../apps/api/src/platform/config/config.js';
import { startDatabaseProxy, type DatabaseProxy } from '../../support/database-proxy.js';
import { makeCandidate, makeExam, type MadeExam } from '../../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../../support/harness.js';
import { createCluster, freePort, type Cluster, type ClusterOptions } from '../../support/postgres.mjs';
import { ROOT } from '../../support/source-files.js';
import { Candidate, PersistentClient } from './candidate.js';
import { Ledger } from './ledger.js';
import { findings, readStored, type Finding } from './verdict.js';

export interface HallOptions {
  readonly candidates: number;
  readonly cluster?: ClusterOptions;
  /** Of API and worker. */
  readonly env?: Readonly<Record<string, string>>;
}

const READY_WITHIN_MS = 60_000;

/**
 * An exam as it is held in earnest: the built API and worker as processes of their own, a PostgreSQL of its own with the
 * durability of the product, a proxy between them, and people who do not give up.
 */
export class ExamHall {
  readonly candidates: Candidate[] = [];
  private api: ChildProcess | null = null;
  private worker: ChildProcess | null = null;

  private constructor(
    readonly cluster: Cluster,
    readonly proxy: DatabaseProxy,
    readonly ledger: Ledger,
    readonly client: PersistentClient,
    readonly exam: MadeExam,
    readonly url: string,
    private readonly folder: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async open({ candidates, cluster: options, env = {} }: HallOptions): Promise<ExamHall> {
    const folder = await mkdtemp(join(tmpdir(), 'zhian-faults-'));
    const cluster = await createCluster(options);
    const proxy = await startDatabaseProxy(cluster.url());
    await migrate(loadConfig({ DATABASE_URL: cluster.url(), DATA_DIR: folder }));
    const url = `http://127.0.0.1:${await freePort()}`;
    const t = await appOn(cluster, folder);
    const exam = await makeExam(t, {
      single: 10,
      multiple: 5,
      trueFalse: 5,
      // Nobody passes, so that everybody may start again; what was shown as A is stored as A.
      session: { passHundredths: 10_000, attemptsAllowed: null, durationMinutes: 300, shuffleOptions: false },
    });
    const people: SignedIn[] = [];
    for (let n = 0; n < candidates; n += 1) people.push(await makeCandidate(t, exam.enterprise));
    await t.close();
    const ledger = new Ledger(join(folder, 'ledger.jsonl'));
    const client = new PersistentClient(url);
    const port = new URL(url).port;
    const hall = new ExamHall(cluster, proxy, ledger, client, exam, url, folder, {
      ...env,
      DATABASE_URL: proxy.url,
      DATA_DIR: folder,
      PORT: port,
      LOG_LEVEL: 'error',
      NODE_OPTIONS: '',
    });
    for (const who of people) hall.candidates.push(new Candidate(who, client, ledger, exam.sessionId));
    return hall;
  }

  private run(script: 'main' | 'worker'): ChildProcess {
    return spawn(process.execPath, [join(ROOT, `apps/api/dist/${script}.js`)], {
      env: { ...process.env, ...this.env },
      stdio: 'ignore',
    });
  }

  /** Also the worker, when it is not there. Resolves when the API takes requests. */
  async startApi(): Promise<void> {
    this.api ??= this.run('main');
    this.worker ??= this.run('worker');
    await this.ready();
  }

  async ready(): Promise<void> {
    for (const began = Date.now(); Date.now() - began < READY_WITHIN_MS; await sleep(50)) {
      if (this.api?.exitCode !== null) throw new Error(`the API ended with ${this.api?.exitCode}`);
      const ready = await fetch(`${this.url}/health/ready`).then(
        (reply) => reply.ok,
        () => false,
      );
      if (ready) return;
    }
    throw new Error('the API did not become ready');
  }

  /** kill -9; resolves when it is gone. */
  async killApi(): Promise<void> {
    const { api } = this;
    this.api = null;
    await kill(api);
  }

  async killWorker(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await kill(worker);
  }

  get apiPid(): number | undefined {
    return this.api?.pid;
  }

  async asSuperuser<T>(work: (db: pg.Client) => Promise<T>): Promise<T> {
    const db = new pg.Client({ connectionString: this.cluster.adminUrlOf('zhian') });
    await db.connect();
    try {
      return await work(db);
    } finally {
      await db.end();
    }
  }

  /** Holds what is stored against the ledger. */
  judge(over: boolean): Promise<Finding[]> {
    return this.asSuperuser(async (db) =>
      findings(this.ledger.account(), await readStored(db, this.exam.sessionId), { over }),
    );
  }

  /** The application on the same database in this process, for what only its parts can tell. */
  async inProcess<T>(work: (t: TestApp) => Promise<T>): Promise<T> {
    const t = await appOn(this.cluster, this.folder);
    try {
      return await work(t);
    } finally {
      await t.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.killApi(), this.killWorker()]);
    await this.proxy.close();
    this.ledger.close();
    await this.cluster.remove();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function appOn(cluster: Cluster, dataDir: string): Promise<TestApp> {
  const database = {
    name: 'zhian',
    url: cluster.url(),
    superuserUrl: cluster.adminUrlOf('zhian'),
    drop: async () => undefined,
  };
  return startTestApp({ database, dataDir });
}

async function kill(child: ChildProcess | null): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
