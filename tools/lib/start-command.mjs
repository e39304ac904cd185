// `npm start`: install, build, database, migrations, demo, API and worker on one port; then watch over them until stopped.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { canRun, handOver } from './accounts.mjs';
import { API_FLAGS } from './api-flags.mjs';
import { announce, claim, endOrphans, noteChildren, openDataDir } from './data-dir.mjs';
import { createLogs } from './logs.mjs';
import { UserError, both, explain, sentence } from './messages.mjs';
import { addressOf, entries, readSettings } from './paths.mjs';
import { interruptSteps, onStep, watchLauncher } from './process.mjs';
import { createProgress } from './progress.mjs';

const STOPPED = Symbol('stopped');

/** Ctrl-C reaches us up to twice (from the terminal and through npm): only one a second later counts as a second one. */
function onStop(stop, force) {
  let first = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!first) {
        first = Date.now();
        stop(signal);
      } else if (Date.now() - first > 1000) force();
    });
  }
}

/** Takes the DATA_DIR, waiting for a command or for an instance that is about to end. */
async function becomeInstance(settings, progress) {
  const began = Date.now();
  for (let told = false; ;) {
    const attempt = claim(settings.dataDir, { role: 'start', address: addressOf(settings) });
    if (attempt.held) return attempt;
    const { holder } = attempt;
    const passing = holder.role === 'cli' || holder.stopping;
    // an instance whose npm was just killed needs a moment to notice
    if (!passing && Date.now() - began > 1500) {
      throw new UserError(
        `知安已经在运行：${holder.address}（进程 ${holder.pid}）；先停止它，或用 DATA_DIR 和 PORT 另开一个。`,
        `ZhiAn is already running at ${holder.address} (process ${holder.pid}); stop it first, or choose another DATA_DIR and PORT.`,
      );
    }
    if (passing && !told) {
      told = true;
      progress.line(both('上一个实例或命令正在结束，稍候……', 'Another instance or command is about to end; waiting …'));
    }
    await sleep(200);
  }
}

async function checkPort({ port, host }, portIsFree) {
  if (port === null || (await portIsFree(port, host))) return;
  throw new UserError(
    `端口 ${port} 已被其他程序占用；请停止它，或换一个端口：PORT=${port + 1} npm start。`,
    `Port ${port} is taken by another program; stop it or choose another port: PORT=${port + 1} npm start.`,
  );
}

/** Waits until the API answers that it is ready; null once it has given up. */
async function waitUntilServing(address, isOver) {
  while (!isOver()) {
    for (const path of ['/api/v1/health/ready', '/health/ready']) {
      try {
        const reply = await fetch(`${address}${path}`, { signal: AbortSignal.timeout(2000), redirect: 'manual' });
        if (reply.ok && /json/.test(reply.headers.get('content-type') ?? '')) return;
      } catch {
        // not listening yet
      }
    }
    await sleep(150);
  }
}

function closing(settings, progress, seconds) {
  const accounts = join(settings.dataDir, 'demo-accounts.json');
  const hint = existsSync(accounts) ? `，演示账号与密码在 ${accounts}` : '';
  progress.line('');
  progress.line(`打开 ${addressOf(settings)} ${hint}`.trimEnd());
  progress.line(
    `Open ${addressOf(settings)}${hint ? ` , demo accounts and passwords are in ${accounts}` : ''}  (${seconds} s)`,
  );
  progress.line(both('按 Ctrl-C 停止。', 'Press Ctrl-C to stop.'));
}

class Run {
  stopRequested = false;
  children = {};
  noted = {};
  progress = createProgress(process.stdout, 6);

  constructor() {
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
    this.settings = readSettings();
  }

  say = (line) => this.progress.line(line);

  check() {
    if (this.stopRequested) throw STOPPED;
  }

  requestStop = () => {
    if (this.stopRequested) return;
    this.stopRequested = true;
    this.say(both('正在停止……', 'Stopping …'));
    interruptSteps();
    if (this.instance) announce(this.settings.dataDir, { stopping: true });
    this.end(null);
  };

  note = (name, noted) => {
    this.noted[name] = noted;
    noteChildren(this.settings.dataDir, this.noted);
  };

  force = () => {
    for (const child of Object.values(this.noted)) if (child) process.kill(child.pid, 'SIGKILL');
    if (this.database?.pid) process.kill(this.database.pid, 'SIGQUIT'); // immediate, still crash-safe
    process.exit(130);
  };

  async bringUp() {
    const { settings, progress } = this;
    const began = Date.now();
    this.owner = openDataDir(settings.dataDir);
    this.instance = await becomeInstance(settings, progress);
    this.logs = createLogs(join(settings.dataDir, 'logs'), this.owner);
    await endOrphans(settings.dataDir);
    onStep((noted) => this.note('step', noted));
    const { setUp } = await import('./setup.mjs');
    const { portIsFree } = await import('./postgres/cluster.mjs');
    await checkPort(settings, portIsFree);
    await setUp({ progress, logs: this.logs });
    this.check();
    // On behalf of the folder's owner, unless he could not do it (Node in root's home, a privileged port).
    const user = this.owner && settings.port >= 1024 && canRun(this.owner, process.execPath) ? this.owner : null;
    const { openDatabase, prepareProduct, programEnvironment } = await import('./product.mjs');
    await progress.step(both('数据库', 'database'), async () => {
      this.database = await openDatabase({ settings, owner: this.owner, logs: this.logs, say: this.say });
    });
    this.check();
    const env = programEnvironment(settings, this.database.url, user);
    await prepareProduct({ settings, env, user, logs: this.logs, progress });
    this.check();
    await this.serve(env, user);
    this.check();
    announce(settings.dataDir, { ready: true });
    closing(settings, progress, ((Date.now() - began) / 1000).toFixed(1));
  }

  async serve(env, user) {
    const { superviseNode, watchDatabase } = await import('./supervisor.mjs');
    const failed = (error) => this.end(error);
    if (this.database.exited) this.unwatch = watchDatabase(this.database, { say: this.say, failed });
    const common = { env, user, logs: this.logs, say: this.say, changed: this.note, failed };
    await this.progress.step(both('启动服务', 'services'), async () => {
      this.children.api = superviseNode({
        ...common,
        name: 'api',
        title: '服务进程',
        entry: entries.api,
        flags: API_FLAGS,
      });
      this.children.worker = superviseNode({ ...common, name: 'worker', title: '后台进程', entry: entries.worker });
      let over = false;
      const failure = this.ended.then((error) => {
        over = true;
        if (error) throw error;
      });
      const inside = addressOf({ ...this.settings, publicUrl: null });
      await Promise.race([waitUntilServing(inside, () => over), failure]);
    });
  }

  /** API and worker drain first, the database goes last. */
  async takeDown() {
    this.unwatch?.();
    await Promise.all(Object.values(this.children).map((child) => child.stop()));
    await this.database?.stop();
    handOver(this.settings.dataDir, this.owner ?? null, (path) => path === join(this.settings.dataDir, 'postgres'));
    this.logs?.close();
    this.instance?.release();
  }
}

/** Runs until stopped. Exit code 0 after a stop, otherwise that of the sentence printed. */
export async function main() {
  const run = new Run();
  onStop(run.requestStop, run.force);
  watchLauncher(run.requestStop);
  process.on('uncaughtException', run.end); // still stop in order, and say what happened
  let failure = null;
  try {
    await run.bringUp();
    failure = await run.ended;
  } catch (error) {
    if (!run.stopRequested) failure = error;
  }
  try {
    await run.takeDown();
  } catch (error) {
    failure ??= error;
  }
  if (failure) {
    const told = explain(failure, run.settings.dataDir);
    process.stderr.write(`${sentence(told)}\n`);
    if (!(told instanceof UserError)) run.logs?.append('start', `${new Date().toISOString()} ${told?.stack ?? told}\n`);
    process.exitCode = told.exitCode ?? 1;
  } else {
    run.say(both('已停止。', 'Stopped.'));
  }
  process.exit();
}
