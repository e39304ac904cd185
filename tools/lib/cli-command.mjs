// `npm run cli -- <command>`: the platform's command line. stdout belongs to the command alone; everything else is on stderr.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { canRun, ids } from './accounts.mjs';
import { claim, endOrphans, openDataDir } from './data-dir.mjs';
import { createLogs } from './logs.mjs';
import { both, explain, sentence } from './messages.mjs';
import { entries, readSettings } from './paths.mjs';
import { interruptSteps } from './process.mjs';
import { createProgress } from './progress.mjs';
import { setUp, isSetUp } from './setup.mjs';

/** Commands that need a database; any other (and an unknown one, which prints the usage) runs without. */
const WITH_DATABASE = new Set(['migrate', 'demo', 'bootstrap', 'seed', 'verify-records', 'backup', 'restore']);

const quiet = { line: () => undefined, step: (title, work) => work() };

const interrupt = () => interruptSteps();

function runProgram(args, env, user) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [entries.cli, ...args], {
      // file names are relative to where the person stands, not to the repository npm changes into
      cwd: process.env.INIT_CWD || process.cwd(),
      env,
      stdio: 'inherit',
      ...ids(user),
    });
    const forward = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
    child.once('error', () => resolve(127));
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 130 : 1)));
  });
}

/** Uses the database of a running instance, or becomes the instance for the length of the command. */
async function withDatabase(settings, progress, work) {
  const { openDatabase, programEnvironment, runCliStep } = await import('./product.mjs');
  const owner = openDataDir(settings.dataDir);
  const user = owner && canRun(owner, process.execPath) ? owner : null;
  const logs = createLogs(join(settings.dataDir, 'logs'), owner);
  const use = (url) => work(programEnvironment(settings, url, user), user);
  if (settings.databaseUrl) return use(settings.databaseUrl);
  for (let told = false; ;) {
    const attempt = claim(settings.dataDir, { role: 'cli' });
    if (attempt.held) {
      let database;
      try {
        await endOrphans(settings.dataDir);
        database = await openDatabase({ settings, owner, logs, say: progress.line });
        await runCliStep('migrate', { env: programEnvironment(settings, database.url, user), user, logs });
        return await use(database.url);
      } finally {
        await database?.stop();
        logs.close();
        attempt.release();
      }
    }
    if (attempt.holder.role === 'start' && attempt.holder.ready) {
      const { applicationUrl, readState } = await import('./postgres/embedded.mjs');
      return use(applicationUrl(readState(settings.dataDir)));
    }
    if (!told)
      progress.line(both('等待正在启动的服务或另一条命令……', 'Waiting for the starting service or another command …'));
    told = true;
    await sleep(300);
  }
}

/** Runs one command; the exit code is the command's own. */
export async function main() {
  const args = process.argv.slice(2);
  const settings = readSettings();
  const ready = isSetUp();
  const progress = ready
    ? { ...quiet, line: (text) => process.stderr.write(`${text}\n`) }
    : createProgress(process.stderr, 2);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);
  try {
    if (!ready) {
      const directory = mkdtempSync(join(tmpdir(), 'zhian-setup-'));
      await setUp({ progress, logs: createLogs(directory) });
      rmSync(directory, { recursive: true, force: true });
    }
    if (!WITH_DATABASE.has(args[0])) {
      process.exitCode = await runProgram(args, { ...process.env, DATA_DIR: settings.dataDir }, null);
    } else {
      await withDatabase(settings, progress, async (env, user) => {
        process.exitCode = await runProgram(args, env, user);
      });
    }
  } catch (error) {
    const told = explain(error, settings.dataDir);
    process.stderr.write(`${sentence(told)}\n`);
    process.exitCode = told.exitCode ?? 1;
  }
  process.exit();
}
