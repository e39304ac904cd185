import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import {
  contentFingerprint,
  readQuestionFile,
  readXlsxGrids,
  writeQuestions,
  type ReadQuestion,
} from '@zhian/question-bank';
import exceljs from 'exceljs';
import pg from 'pg';
import { withApplication } from '../../apps/api/src/cli/application.js';
import { migrate } from '../../apps/api/src/cli/migrate.js';
import { ConfirmImport } from '../../apps/api/src/modules/questions/imports/confirm-import.js';
import { ShowImport } from '../../apps/api/src/modules/questions/imports/show-import.js';
import { StartImport } from '../../apps/api/src/modules/questions/imports/start-import.js';
import { loadConfig } from '../../apps/api/src/platform/config/config.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import { createCluster, type Cluster } from '../support/postgres.mjs';
import { cpuOfPostgres } from './support/processes.js';
import { Report, times } from './support/report.js';
import { World, officerOf } from './support/world.js';

// `npm run bench -- import-questions [--quick]`: a workbook of 20,000 questions, from the upload to the bank. Ours is all that the
// product does: read in its worker, compared with the bank and with each other for near-duplicates, staged for the preview, and
// confirmed. Against it what is usually done, which shows no preview and compares nothing: the whole workbook in exceljs, then the
// rows one by one into the same tables with the same checks, in one transaction, and with a COMMIT for each question.

const QUICK = process.argv.includes('--quick');
const ROWS = QUICK ? 2_000 : 20_000;
const ROUNDS = QUICK ? 1 : 3;
const OURS = 'ours: upload, preview, confirmation';
const PREVIEW = '  of it until the preview';
const CONFIRMATION = '  of it the confirmation';
const NAIVE = 'twin: exceljs and a row at a time';
const COMMITS = 'twin: the same, each question committed';
/** Commits take so long that a part of the rows says enough. */
const COMMITTED_ROWS = ROWS / 10;

/** Words without an end, the same in every run. */
function* words(): Generator<string> {
  for (let state = 7; ; state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) {
    yield String.fromCharCode(0x4e00 + ((state >>> 12) % 2_000));
  }
}

/** As long as the questions of real banks are, and as different: nothing of one is said by another. */
function makeQuestions(): Omit<ReadQuestion, 'source'>[] {
  const source = words();
  const text = (length: number): string => Array.from({ length }, () => source.next().value as string).join('');
  return Array.from({ length: ROWS }, (_, index) => {
    const type = (['single', 'multiple', 'true_false'] as const)[index % 3] ?? 'single';
    const texts = type === 'true_false' ? ['正确', '错误'] : Array.from({ length: 4 }, () => text(12));
    return {
      type,
      stem: `${text(40)}（ ）。`,
      options: texts.map((option, at) => ({ label: 'ABCD'[at] ?? '', text: option })),
      key: type === 'multiple' ? ['A', 'C'] : ['A'],
      explanation: '见《煤矿安全规程》。',
      difficulty: 1 + (index % 5),
      knowledgePoint: `知识点 ${index % 40}`,
      category: index % 2 === 0 ? 'general' : 'professional',
      sourceClause: `第 ${index % 700} 条`,
    };
  });
}

class Bench {
  readonly report = new Report();

  constructor(
    private readonly app: INestApplicationContext,
    private readonly cluster: Cluster,
    private readonly db: pg.Pool,
    private readonly url: string,
  ) {}

  /** Ours, as two requests of the page: the upload, of which the preview is awaited, and the confirmation. */
  async ours(bytes: Uint8Array, organisationId: string): Promise<void> {
    const ctx = officerOf(organisationId);
    const at = performance.now();
    const { id } = await this.app
      .get(StartImport, { strict: false })
      .execute(ctx, [{ bytes, fileName: '题库.xlsx' }], { organisationId }, true);
    const show = this.app.get(ShowImport, { strict: false });
    let head = await show.execute(ctx, id);
    for (; head.status === 'reading'; head = await show.execute(ctx, id)) await sleep(100);
    const previewed = performance.now();
    if (head.preview?.new !== ROWS || head.preview.near > 0) throw new Error(`not what was written: ${head.failure}`);
    await this.app.get(ConfirmImport, { strict: false }).execute(officerOf(organisationId), id, {});
    this.phase(PREVIEW, previewed - at);
    this.phase(CONFIRMATION, performance.now() - previewed);
  }

  private phase(name: string, milliseconds: number): void {
    this.report.add(name, { perSecond: (ROWS / milliseconds) * 1000, node: 0, postgres: 0, wal: 0, failed: 0 });
  }

  /** The usual way, with prepared statements; one transaction around all of it is kinder than the usual way. */
  async naive(bytes: Uint8Array, organisationId: string, count = ROWS): Promise<void> {
    const oneTransaction = count === ROWS;
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(bytes.slice().buffer);
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      await client.query(`SELECT set_config('app.system', 'on', false)`);
      if (oneTransaction) await client.query('BEGIN');
      for (const row of workbook.worksheets[0]?.getRows(2, count) ?? []) {
        if (!oneTransaction) await client.query('BEGIN');
        await insertRow(client, organisationId, row);
        if (!oneTransaction) await client.query('COMMIT');
      }
      if (oneTransaction) await client.query('COMMIT');
    } finally {
      await client.end();
    }
  }

  async measure(name: string, work: (organisationId: string) => Promise<void>, count = ROWS): Promise<void> {
    const organisationId = uuidv7();
    await this.db.query(
      `INSERT INTO organisation (id, name, kind, enterprise_id, path, region_code, created_at) VALUES ($1, $2, 'enterprise', $1, $2, '140428', now())`,
      [organisationId, `/${organisationId}/`],
    );
    const before = { node: process.cpuUsage(), postgres: cpuOfPostgres(this.cluster.pid), wal: await this.wal() };
    const at = performance.now();
    await work(organisationId);
    const seconds = (performance.now() - at) / 1000;
    const node = process.cpuUsage(before.node);
    const stored = await this.db.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM question WHERE organisation_id = $1',
      [organisationId],
    );
    if (stored.rows[0]?.count !== count) throw new Error(`${stored.rows[0]?.count} of ${count} questions were stored`);
    this.report.add(name, {
      perSecond: count / seconds,
      node: (node.user + node.system) / count,
      postgres: ((cpuOfPostgres(this.cluster.pid) - before.postgres) / count) * 1e6,
      wal: ((await this.wal()) - before.wal) / count,
      failed: 0,
    });
  }

  async measureReading(name: string, read: () => Promise<unknown>): Promise<void> {
    const before = process.cpuUsage();
    const at = performance.now();
    await read();
    const perSecond = (ROWS / (performance.now() - at)) * 1000;
    const { user, system } = process.cpuUsage(before);
    this.report.add(name, { perSecond, node: (user + system) / ROWS, postgres: 0, wal: 0, failed: 0 });
  }

  private async wal(): Promise<number> {
    const { rows } = await this.db.query<{ bytes: string }>(`SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS bytes`);
    return Number(rows[0]?.bytes);
  }
}

const INSERT_QUESTION = `INSERT INTO question (id, organisation_id, current_version_id, fingerprint, review, approved_version_id, approved_fingerprint, category, knowledge_point, difficulty, source_clause, created_at, updated_at)
  VALUES ($1, $2, $3, $4, 'approved', $3, $4, $5, $6, $7, $8, now(), now())`;
const INSERT_VERSION = `INSERT INTO question_version (id, question_id, no, type, stem, options, created_by_name, created_at) VALUES ($1, $2, 1, $3, $4, $5, '导入', now())`;
const INSERT_KEY = 'INSERT INTO question_key (version_id, correct, explanation) VALUES ($1, $2, $3)';

async function insertRow(client: pg.Client, organisationId: string, row: exceljs.Row): Promise<void> {
  const text = (column: number): string => row.getCell(column).text;
  const type = ({ 单选: 'single', 多选: 'multiple', 判断: 'true_false' } as const)[text(1)] ?? 'single';
  const texts = type === 'true_false' ? ['正确', '错误'] : [3, 4, 5, 6].map(text);
  const options = texts.map((option, at) => ({ label: 'ABCD'[at] ?? '', text: option }));
  const correct = type === 'true_false' ? [text(9) === '正确' ? 'A' : 'B'] : [...text(9)];
  const fingerprint = contentFingerprint({ content: { type, stem: text(2), options }, key: { correct } });
  const [id, versionId] = [uuidv7(), uuidv7()];
  const tags = [text(13) === '通用' ? 'general' : 'professional', text(12), Number(text(11)), text(14)];
  await client.query({
    name: 'q',
    text: INSERT_QUESTION,
    values: [id, organisationId, versionId, fingerprint, ...tags],
  });
  await client.query({
    name: 'v',
    text: INSERT_VERSION,
    values: [versionId, id, type, text(2), JSON.stringify(options)],
  });
  await client.query({ name: 'k', text: INSERT_KEY, values: [versionId, correct, text(10)] });
}

const READERS: Readonly<Record<string, (bytes: Uint8Array) => Promise<unknown>>> = {
  'reading alone: ours, questions checked': (bytes) => readQuestionFile({ bytes, fileName: '题库.xlsx' }),
  'reading alone: ours, cells only': (bytes) => readXlsxGrids(bytes),
  'reading alone: exceljs, cells only': (bytes) => new exceljs.Workbook().xlsx.load(bytes.slice().buffer),
};

const cluster = await createCluster();
const dataDir = await mkdtemp(join(tmpdir(), 'zhian-bench-'));
const env = { DATABASE_URL: cluster.url(), DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', TZ: 'UTC' };
const db = new pg.Pool({ connectionString: cluster.adminUrlOf('zhian'), max: 2 });
try {
  process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Node ${process.version}; ${ROWS} questions\n`);
  await migrate(loadConfig(env));
  const bytes = await writeQuestions(makeQuestions(), 'xlsx');
  const small = await writeQuestions(makeQuestions().slice(0, COMMITTED_ROWS), 'xlsx');
  await withApplication(loadConfig(env), async (app) => {
    await new World(app, db).build(0);
    const bench = new Bench(app, cluster, db, env.DATABASE_URL);
    for (let round = 0; round < ROUNDS; round += 1) {
      await bench.measure(OURS, (id) => bench.ours(bytes, id));
      await bench.measure(NAIVE, (id) => bench.naive(bytes, id));
      await bench.measure(COMMITS, (id) => bench.naive(small, id, COMMITTED_ROWS), COMMITTED_ROWS);
      for (const [name, read] of Object.entries(READERS)) await bench.measureReading(name, () => read(bytes));
    }
    const { report } = bench;
    report.print('Medians, per question');
    process.stdout.write('\nGoals of performance.md\n');
    const seconds = (name: string): string => `${(ROWS / report.of(name).perSecond).toFixed(2)} s`;
    for (const twin of [NAIVE, COMMITS]) {
      const ratio = report.ratio(OURS, twin);
      Report.goal(`${seconds(OURS)} : ${seconds(twin)}, ${twin}`, times(ratio), `≥ ${times(12)}`, ratio >= 12);
    }
  });
} finally {
  await db.end();
  await cluster.remove();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit();
