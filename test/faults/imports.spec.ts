import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SweepImports } from '../../apps/api/src/modules/questions/imports/sweep-imports.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { freePort } from '../support/postgres.mjs';
import { questionCsv, validQuestions } from '../support/question-files.js';
import { ApiProcess } from './support/api-process.js';
import { SIZES } from './support/sizes.js';

// The built API, its compiled worker with it: what the other suites run in place from the sources.

const MIB = 1024 * 1024;
const ROWS = 8_000;
/** Rows whose memory is compared. Up to 60,000 they are compared for near-duplicates; beyond there is less to hold. */
const [FEW, MANY] = [3_000, SIZES.importRows];
/** What more rows may take of the API at the peak: what the collector of garbage leaves lying, and so much for each row. */
const SLACK = 192 * MIB;
const BYTES_PER_ROW = 4 * 1024;
/** Whatever is imported. */
const MOST = 768 * MIB;

let t: TestApp;
let api: ApiProcess;
let mine: MadeOrganisation;
let officer: SignedIn;

beforeAll(async () => {
  t = await startTestApp();
  const env = { DATABASE_URL: t.database.url, DATA_DIR: t.dataDir, LOG_LEVEL: 'error', NODE_OPTIONS: '' };
  api = new ApiProcess(`http://127.0.0.1:${await freePort()}`, env);
}, 120_000);
afterAll(async () => {
  await api.kill();
  await t.close();
});
beforeEach(async () => {
  await api.ready();
  mine = await t.factory.organisation();
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
}, 120_000);

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly new: number;
  readonly failure: string | null;
}

async function call(path: string, init: RequestInit = {}): Promise<Shown> {
  const headers = { ...officer.headers, ...(init.headers as Record<string, string> | undefined) };
  const reply = await fetch(`${api.url}/api/v1/question-imports${path}`, { ...init, headers });
  if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`);
  return (await reply.json()) as Shown;
}

const csvs = new Map<number, Buffer>();

/** The answer comes while the file is being read. */
function upload(rows: number): Promise<Shown> {
  const csv = csvs.get(rows) ?? questionCsv(validQuestions(rows));
  csvs.set(rows, csv);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(csv)]), '题.csv');
  return call('', { method: 'POST', body: form, headers: { prefer: 'respond-async' } });
}

const confirm = (id: string): Promise<Shown> =>
  call(`/${id}/confirmation`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });

async function until<T>(look: () => Promise<T | null | false>): Promise<T> {
  for (let tries = 0; tries < 6_000; tries += 1) {
    const found = await look();
    if (found !== null && found !== false) return found;
    await sleep(10);
  }
  throw new Error('it did not happen');
}

const read = (id: string): Promise<Shown> =>
  until(async () => {
    const shown = await call(`/${id}`);
    return shown.status !== 'reading' && shown;
  });

async function stored() {
  const { rows } = await t.db.query<{ questions: number; versions: number; staged: number; files: number }>(
    `SELECT (SELECT count(*)::int FROM question WHERE organisation_id = $1) AS questions,
            (SELECT count(*)::int FROM question_version v JOIN question q ON q.id = v.question_id WHERE q.organisation_id = $1) AS versions,
            (SELECT count(*)::int FROM question_import_row r JOIN question_import i ON i.id = r.import_id WHERE i.organisation_id = $1) AS staged,
            (SELECT count(*)::int FROM question_import_file f JOIN question_import i ON i.id = f.import_id WHERE i.organisation_id = $1) AS files`,
    [mine.id],
  );
  return rows[0] ?? { questions: -1, versions: -1, staged: -1, files: -1 };
}

const NOTHING = { questions: 0, versions: 0, staged: 0, files: 0 };
const isStaging = async (): Promise<boolean> => (await stored()).staged > 0;

describe('law A18: an import in the built API', () => {
  it('that is cancelled while its worker reads leaves nothing, and the next one is read', async () => {
    const { id } = await upload(ROWS);
    await until(isStaging);
    expect((await call(`/${id}/cancellation`, { method: 'POST' })).status).toBe('cancelled');
    await sleep(2_000);
    expect(await stored()).toEqual(NOTHING);
    const { id: next } = await upload(FEW);
    expect(await read(next)).toMatchObject({ status: 'previewed', new: FEW });
  }, 180_000);

  it('whose API is killed while it is read fails, says so, leaves nothing, and can be had again', async () => {
    const { id } = await upload(ROWS);
    await until(isStaging);
    await api.kill();
    await api.ready();
    expect((await stored()).questions).toBe(0);
    // The sweeper waits for half a minute without a sign of life; here it has passed.
    await t.db.query(`UPDATE question_import SET beat_at = beat_at - interval '1 minute' WHERE id = $1`, [id]);
    await t.get(SweepImports).execute();
    expect(await call(`/${id}`)).toMatchObject({ status: 'failed', failure: expect.stringContaining('请再传一次') });
    expect(await stored()).toEqual(NOTHING);
    const { id: again } = await upload(ROWS);
    expect(await read(again)).toMatchObject({ status: 'previewed', new: ROWS });
  }, 180_000);

  it('whose API is killed in its confirmation is in the bank whole or not at all, and is confirmed once', async () => {
    const { id } = await upload(ROWS);
    await read(id);
    const answer = confirm(id).then(
      () => 'answered',
      () => 'cut',
    );
    const backend = await until(async () => {
      const { rows } = await t.db.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%INSERT INTO question %' AND pid <> pg_backend_pid()`,
      );
      return rows[0]?.pid ?? null;
    });
    await api.kill();
    expect(await answer).toBe('cut');
    await until(
      async () => (await t.db.query(`SELECT FROM pg_stat_activity WHERE pid = $1`, [backend])).rowCount === 0,
    );
    expect(await stored()).toEqual({ questions: 0, versions: 0, staged: ROWS, files: 1 });
    await api.ready();
    expect((await call(`/${id}`)).status).toBe('previewed');
    expect(await confirm(id)).toMatchObject({ status: 'confirmed', new: ROWS });
    expect(await confirm(id)).toMatchObject({ status: 'confirmed', new: ROWS });
    expect(await stored()).toEqual({ questions: ROWS, versions: ROWS, staged: 0, files: 0 });
  }, 180_000);

  it(`takes little memory: ${BYTES_PER_ROW / 1024} KiB for each row more, never more than ${MOST / MIB} MiB`, async () => {
    await api.kill();
    await api.ready();
    const peakAfter = async (rows: number): Promise<number> => {
      const { id } = await upload(rows);
      expect(await read(id)).toMatchObject({ status: 'previewed', new: rows });
      return peakMemory(api.pid ?? 0);
    };
    const few = await peakAfter(FEW);
    const many = await peakAfter(MANY);
    const shown = [few, many].map((bytes) => `${Math.round(bytes / MIB)} MiB`);
    process.stdout.write(`peak after ${FEW} rows: ${shown[0]}, after ${MANY}: ${shown[1]}\n`);
    expect(many - few).toBeLessThan(SLACK + BYTES_PER_ROW * (MANY - FEW));
    expect(many).toBeLessThan(MOST);
  }, 300_000);
});

/** The most memory that a process has had in use, in bytes (proc(5), VmHWM). */
function peakMemory(pid: number): number {
  const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) * 1024;
}
