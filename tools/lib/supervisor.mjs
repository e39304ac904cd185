// Keeps children running: restarts with growing pauses, gives up after repeated quick deaths, stops in order.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { ids } from './accounts.mjs';
import { UserError, both, diskFull, saysDiskFull } from './messages.mjs';
import { root } from './paths.mjs';
import { endRecorded, record } from './process.mjs';

/** Exit code of the API for wrong settings (EX_CONFIG): starting again cannot help. */
export const WRONG_SETTINGS = 78;

/** A process that lived this long (ms) was healthy: its next death starts with the shortest pause again. */
const HEALTHY_AFTER = 60_000;
const QUICK_DEATHS = 6;

/** Pause before the nth restart in a row: 1, 2, 4 … 30 s. */
export const pauseBefore = (deaths) => Math.min(30_000, 1000 * 2 ** (deaths - 1));

const followParent = pathToFileURL(join(dirname(fileURLToPath(import.meta.url)), 'follow-parent.mjs')).href;

/** What a log line says: the text of a JSON line of the API's logger, any other line as it is; nothing for a line of a stack. */
function saying(line) {
  if (/^\s*at |^Node\.js v|^\s*[\^}\]{[]*$/.test(line)) return '';
  if (!line.startsWith('{')) return line.trim();
  try {
    const { msg, err } = JSON.parse(line);
    return [msg, err?.message].filter(Boolean).join(': ');
  } catch {
    return line.trim();
  }
}

/** The last line that says something, for the screen. */
export const lastWords = (text) => text.split('\n').map(saying).filter(Boolean).at(-1)?.slice(0, 300) ?? '';

/**
 * Supervises one Node program.
 * @param {{name: string, title: string, entry: string, flags?: string[], env: object, user: object | null, logs: object, say: (line: string) => void,
 *   changed: (name: string, noted: object | null) => void, failed: (error: UserError) => void}} options
 */
export function superviseNode({ name, title, entry, flags = [], env, user, logs, say, changed, failed }) {
  let child = null;
  let stopping = false;
  let deaths = 0;
  let timer = null;
  const openLog = () => {
    try {
      return logs.open(name);
    } catch {
      return { file: 'ignore', size: 0, close: () => undefined }; // a disk too full for a log must not stop the service
    }
  };
  const start = () => {
    timer = null;
    const out = openLog();
    const began = Date.now();
    child = spawn(process.execPath, [...flags, '--import', followParent, entry], {
      cwd: root,
      env,
      ...ids(user),
      detached: true,
      stdio: ['ignore', out.file, out.file, 'ipc'],
    });
    out.close();
    changed(name, child.pid ? record(child.pid) : null);
    let over = false;
    const end = (code, signal) => {
      if (over) return;
      over = true;
      child = null;
      changed(name, null);
      if (!stopping) died(code, signal, Date.now() - began, logs.tail(name, out.size));
    };
    child.once('error', (error) => end(1, error.code));
    child.once('exit', end);
  };
  const died = (code, signal, lived, output) => {
    const log = logs.pathOf(name);
    if (code === WRONG_SETTINGS) {
      return failed(
        new UserError(output.trim() || `${title}：配置有误。`, '(wrong settings)', { exitCode: WRONG_SETTINGS }),
      );
    }
    deaths = lived > HEALTHY_AFTER ? 1 : deaths + 1;
    if (deaths >= QUICK_DEATHS) {
      if (saysDiskFull(output)) return failed(diskFull(dirname(log), log));
      return failed(
        new UserError(
          `${title}连续 ${deaths} 次启动后退出，已停止：${lastWords(output)}`,
          `The ${name} process ended ${deaths} times in a row; giving up.`,
          { log },
        ),
      );
    }
    const pause = pauseBefore(deaths);
    say(
      both(
        `${title}意外退出（${signal ?? code}），${pause / 1000} 秒后重启。`,
        `The ${name} process ended (${signal ?? code}); restarting in ${pause / 1000} s. ${log}`,
      ),
    );
    timer = setTimeout(start, pause);
  };
  start();
  return {
    isRunning: () => child !== null,
    /** SIGTERM, up to `drain` ms to finish what is under way, then SIGKILL. */
    async stop(drain = 30_000) {
      stopping = true;
      clearTimeout(timer);
      if (child?.pid)
        await endRecorded(record(child.pid), [
          ['SIGTERM', drain],
          ['SIGKILL', 5000],
        ]);
    },
  };
}

/** Restarts the database whenever it ends by itself. Answers with a function that ends the watch. */
export function watchDatabase(database, { say, failed }) {
  let stopping = false;
  (async () => {
    for (let deaths = 0; ;) {
      const began = Date.now();
      await database.exited;
      if (stopping) return;
      deaths = Date.now() - began > HEALTHY_AFTER ? 1 : deaths + 1;
      if (deaths >= QUICK_DEATHS)
        throw new UserError(`数据库连续 ${deaths} 次意外退出，已停止。`, 'The database ended repeatedly; giving up.');
      say(both('数据库意外退出，正在重启……', 'The database ended unexpectedly; restarting …'));
      if (deaths > 1) await sleep(pauseBefore(deaths - 1));
      if (stopping) return;
      await database.restart();
      say(both('数据库已恢复。', 'The database is back.'));
    }
  })().catch(failed);
  return () => {
    stopping = true;
  };
}
