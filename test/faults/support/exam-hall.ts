import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '../../../apps/api/src/cli/migrate.js';
import { loadConfig } from '../../../apps/api/src/platform/config/config.js';
import { startDatabaseProxy, type DatabaseProxy } from '../../support/database-proxy.js';
import { makeCandidate, makeExam, type MadeExam } from '../../support/exam.js';
import { startTestApp, type TestApp } from '../../support/harness.js';
import { createCluster, freePort, type Cluster, type ClusterOptions } from '../../support/postgres.mjs';
import { ApiProcess, ProductProcess, type Environment } from './api-process.js';
import { Candidate, PersistentClient } from './candidate.js';
import { Ledger } from './ledger.js';
import { findings, readStored, type Finding } from './verdict.js';

export interface HallOptions {
  readonly candidates: number;
  /** Instances of the API; each has a proxy of its own to PostgreSQL. */
  readonly apis?: number;
  readonly cluster?: ClusterOptions;
  /** That an exam takes; default: longer than any test. */
  readonly minutes?: number;
  /** Of API and worker. */
  readonly env?: Environment;
}

/** The sweeper looks every 5 s. */
const SWEPT_WITHIN_MS = 60_000;

export interface Instance {
  readonly api: ApiProcess;
  readonly proxy: DatabaseProxy;
}

/**
 * An exam as it is held in earnest: the built API and worker as processes of their own, a PostgreSQL of its own with the
 * durability of the product, a proxy between them, and people who do not give up.
 */
export class ExamHall {
  private constructor(
    readonly cluster: Cluster,
    readonly instances: readonly Instance[],
    readonly worker: ProductProcess,
    readonly ledger: Ledger,
    readonly client: PersistentClient,
    readonly exam: MadeExam,
    readonly candidates: readonly Candidate[],
    private readonly folder: string,
  ) {}

  /** With everything running. */
  static async open({
    candidates,
    apis = 1,
    minutes = 300,
    cluster: options,
    env = {},
  }: HallOptions): Promise<ExamHall> {
    const folder = await mkdtemp(join(tmpdir(), 'zhian-faults-'));
    const cluster = await createCluster(options);
    await migrate(loadConfig({ DATABASE_URL: cluster.url(), DATA_DIR: folder }));
    const common = { ...env, DATA_DIR: folder, LOG_LEVEL: 'error', NODE_OPTIONS: '' };
    const instances: Instance[] = [];
    for (let n = 0; n < apis; n += 1) {
      const proxy = await startDatabaseProxy(cluster.url());
      const url = `http://127.0.0.1:${await freePort()}`;
      instances.push({ proxy, api: new ApiProcess(url, { ...common, DATABASE_URL: proxy.url }) });
    }
    const worker = new ProductProcess('worker', { ...common, DATABASE_URL: cluster.url() });
    for (const process of [...instances.map(({ api }) => api), worker]) process.start();
    const ledger = new Ledger(join(folder, 'ledger.jsonl'));
    const client = new PersistentClient(instances.map(({ api }) => api.url));
    const { exam, people } = await withApp(cluster, folder, (t) => invite(t, candidates, minutes));
    await Promise.all(instances.map(({ api }) => api.ready()));
    return new ExamHall(
      cluster,
      instances,
      worker,
      ledger,
      client,
      exam,
      people.map((who) => new Candidate(who, client, ledger, exam.sessionId)),
      folder,
    );
  }

  instance(n: number): Instance {
    return this.instances[n % this.instances.length] as Instance;
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

  /** Time runs out for whoever walked away from his exam: the worker has to end it. */
  async sweepTheRest(): Promise<void> {
    await this.asSuperuser(async (db) => {
      await db.query(`UPDATE attempt SET deadline = now() - interval '31 s' WHERE status = 'open'`);
      const open = async () => (await db.query(`SELECT 1 FROM attempt WHERE status = 'open'`)).rowCount ?? 0;
      for (const began = Date.now(); (await open()) > 0 && Date.now() - began < SWEPT_WITHIN_MS;) await sleep(500);
    });
  }

  /** What became of processes that nobody had killed, while they were at work. */
  get crashes(): string[] {
    return this.instances.flatMap(({ api }) => api.ends).filter((end) => end.startsWith('at work'));
  }

  /** Holds what is stored against the ledger. */
  judge(over: boolean): Promise<Finding[]> {
    return this.asSuperuser(async (db) => {
      // The ledger first: what is acknowledged while the tables are read must not count as lost.
      const account = this.ledger.account();
      return findings(account, await readStored(db, this.exam.sessionId), { over });
    });
  }

  /** The application on the same database in this process, for what only its parts can tell. */
  inProcess<T>(work: (t: TestApp) => Promise<T>): Promise<T> {
    return withApp(this.cluster, this.folder, work);
  }

  /** Resolves when so many more acknowledgements are in the ledger. */
  async worked(entries: number): Promise<void> {
    const enough = this.ledger.length + entries;
    while (this.ledger.length < enough && !this.client.isClosed) await sleep(50);
  }

  async close(): Promise<void> {
    this.client.close();
    await Promise.all([this.worker.kill(), ...this.instances.map(({ api }) => api.kill())]);
    for (const { proxy } of this.instances) await proxy.close();
    this.ledger.close();
    await this.cluster.remove();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function invite(t: TestApp, candidates: number, durationMinutes: number) {
  const exam = await makeExam(t, {
    single: 10,
    multiple: 5,
    trueFalse: 5,
    session: {
      durationMinutes,
      opensAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
      // Nobody passes, so that everybody may start again; what was shown as A is stored as A.
      passHundredths: 20_000,
      attemptsAllowed: null,
      shuffleOptions: false,
    },
  });
  const people = [];
  for (let n = 0; n < candidates; n += 1) people.push(await makeCandidate(t, exam.enterprise));
  return { exam, people };
}

async function withApp<T>(cluster: Cluster, dataDir: string, work: (t: TestApp) => Promise<T>): Promise<T> {
  const database = {
    name: 'zhian',
    url: cluster.url(),
    superuserUrl: cluster.adminUrlOf('zhian'),
    drop: async () => undefined,
  };
  const t = await startTestApp({ database, dataDir });
  try {
    return await work(t);
  } finally {
    await t.close();
  }
}
