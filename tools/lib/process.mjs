// Processes by id: is it still the one we started, end it, wait for it. Nothing here ever looks a process up by name.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

let bootId;
const boot = () => {
  if (bootId !== undefined) return bootId;
  try {
    bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    bootId = '';
  }
  return bootId;
};

/**
 * Tells a process from a later one with the same number: its start time and the machine's boot. Null when it is gone.
 * Process ids are used again, in containers within seconds, so a bare number in a file proves nothing.
 */
export function identityOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : `${boot()}/${fields[19]}`;
  } catch {
    if (process.platform === 'linux') return null;
  }
  const found = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return found.stdout?.trim() || null;
}

/** What is written into a file to find a process again. */
export const record = (pid) => ({ pid, identity: identityOf(pid) });

/** Whether the process noted by `record` still runs. */
export const isAlive = (noted) => Boolean(noted?.pid && noted.identity) && identityOf(noted.pid) === noted.identity;

/** Sends a signal to a process or its group; a process that is already gone is no error. */
export function signalTo(pid, signal, group = false) {
  try {
    process.kill(group ? -pid : pid, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

/** Ends a noted process with the signals given, in turn, waiting `ms` after each; true when it is gone. */
export async function endRecorded(noted, steps, group = false) {
  for (const [signal, ms] of steps) {
    if (!isAlive(noted)) return true;
    signalTo(noted.pid, signal, group);
    const until = Date.now() + ms;
    while (Date.now() < until && isAlive(noted)) await sleep(50);
  }
  return !isAlive(noted);
}

const keep = (all, chunk) => (all + chunk).slice(-65536);

const running = new Set();
let noteStep = () => undefined;

/** Names who writes down the step under way (null when it is over), so that a later start can end it if we are killed. */
export const onStep = (listener) => {
  noteStep = listener;
};

// The parent of a process; null where there is no /proc.
const parentOf = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return null;
  }
};

// npm itself, and the shell it puts in between where that does not replace itself; never the person's own shell.
function launchers() {
  try {
    if (/^(?:sh|dash|ash|bash|ksh|zsh|busybox)$/.test(readFileSync(`/proc/${process.ppid}/comm`, 'utf8').trim())) {
      return `${process.ppid} ${parentOf(process.ppid)}`;
    }
  } catch {
    // no /proc: the direct parent has to do
  }
  return String(process.ppid);
}

/**
 * Calls `gone` once when the npm that started us ends; started without npm we stay. `npm start` has a shell between npm and us, and a signal sent to npm alone
 * ends npm and that shell without ever reaching us.
 */
export function watchLauncher(gone) {
  if (!process.env.npm_lifecycle_event) return;
  const first = launchers();
  const timer = setInterval(() => {
    if (launchers() === first) return;
    clearInterval(timer);
    gone();
  }, 250);
  timer.unref();
}

/** Ends whatever `capture` is running at the moment (Ctrl-C while installing, building or migrating). */
export function interruptSteps(signal = 'SIGTERM') {
  for (const child of running) signalTo(child.pid, signal, true);
}

/**
 * Runs a command to its end in a process group of its own and keeps the last 64 kB of its output.
 * @returns {Promise<{code: number, signal: string | null, output: string, stderr: string}>}
 */
export function capture(command, args, { onData, onStdout, onSpawn, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
    let output = '';
    let stderr = '';
    const take = (own) => (chunk) => {
      const text = chunk.toString('utf8');
      output = keep(output, text);
      if (own === 'stderr') stderr = keep(stderr, text);
      else onStdout?.(text);
      onData?.(text, own);
    };
    child.stdout?.on('data', take('stdout'));
    child.stderr?.on('data', take('stderr'));
    child.on('error', (error) => {
      running.delete(child);
      resolve({ code: 127, signal: null, output: `${output}${error.message}`, stderr: `${stderr}${error.message}` });
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      noteStep(null);
      resolve({ code: code ?? 1, signal, output, stderr });
    });
    if (child.pid) {
      running.add(child);
      noteStep(record(child.pid));
      onSpawn?.(child.pid);
    }
  });
}
