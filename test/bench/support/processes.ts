import { fork, spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_FLAGS } from '../../../tools/lib/api-flags.mjs';

const LOADER = join(import.meta.dirname, 'loader.mjs');

export interface Child {
  readonly pid: number;
  ask<T>(message: object): Promise<T>;
  stop(): Promise<void>;
}

/** A script of this folder as a process of its own. */
export function startChild(
  script: string,
  env: Readonly<Record<string, string>> = {},
): Child & { readonly first: Promise<unknown> } {
  const child = fork(join(import.meta.dirname, script), [], {
    execArgv: [...API_FLAGS, '--import', LOADER, ...(env['BENCH_NODE'] ?? '').split(' ').filter(Boolean)],
    env: { ...process.env, ...env },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    pid: child.pid ?? 0,
    first: answerOf(child),
    async ask<T>(message: object): Promise<T> {
      const answer = answerOf(child);
      child.send(message);
      const { result, error } = (await answer) as { result?: T; error?: string };
      if (error !== undefined) throw new Error(`${script}: ${error}`);
      return result as T;
    },
    stop: () => ended(child),
  };
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`a process of the bench ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message);
    });
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

/** Runs a program to its end; null when it is not there. */
export function output(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const text: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => text.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => text.push(chunk.toString()));
    child.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? resolve(null) : reject(error)));
    child.once('close', (code) => (code === 0 ? resolve(text.join('')) : reject(new Error(text.join('')))));
  });
}

/** Fields after the name in parentheses: [0] state, [1] parent, [11] user and [12] system time, [13] and [14] those of ended children. */
function statOf(pid: number | string): number[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return null;
  }
}

/** Clock ticks of /proc in a second, on every Linux that Node runs on. */
const TICKS = 100;

/** CPU seconds of a process so far, with those of its children that have ended. */
export function cpuOf(pid: number): number {
  const stat = statOf(pid);
  return stat ? ((stat[11] ?? 0) + (stat[12] ?? 0) + (stat[13] ?? 0) + (stat[14] ?? 0)) / TICKS : 0;
}

/** CPU seconds of a PostgreSQL: the postmaster, its ended children and its living ones. */
export function cpuOfPostgres(postmaster: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(name)?.[1] === postmaster);
  return cpuOf(postmaster) + children.reduce((sum, pid) => sum + cpuOf(Number(pid)), 0);
}
