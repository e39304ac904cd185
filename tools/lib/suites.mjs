// The suites of `npm test`, how each is run, and how its result is counted.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nx, nxEnvironment } from './build.mjs';
import { readJson } from './files.mjs';
import { programOf } from './install.mjs';
import { root } from './paths.mjs';
import { signalTo } from './process.mjs';

/** Zone of the test processes: 12:45 or 13:45 ahead of UTC, so that nothing can depend on the host's zone by luck. */
const ODD_ZONE = 'Pacific/Chatham';

const checks = {
  lint: () => [
    nx('run-many', '-t', 'lint', '--output-style=static'),
    [process.execPath, [programOf('oxlint'), '-c', '.oxlintrc.json', '--deny-warnings', 'tools', 'test', 'migrations']],
  ],
  typecheck: () => [nx('run-many', '-t', 'typecheck', '--output-style=static')],
};

/** Names of all suites in their order. */
export const SUITES = ['lint', 'typecheck', 'small', 'architecture', 'medium', 'e2e', 'faults', 'browser'];

let current = null;

/** Ends the suite that is running. */
export const interruptSuite = () => current && signalTo(current.pid, 'SIGTERM', true);

function run([command, args], env) {
  return new Promise((resolve) => {
    current = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    current.once('error', () => resolve(127));
    current.once('exit', (code) => {
      current = null;
      resolve(code ?? 1);
    });
  });
}

async function runCheck(name) {
  let failed = 0;
  for (const command of checks[name]()) if ((await run(command, nxEnvironment())) !== 0) failed = 1;
  return { passed: 0, failed, skipped: 0, note: failed ? 'failed' : 'ok' };
}

/** Counts a Jest report: a file that could not be loaded and a run that failed without a failed test count as one failure. */
export function countReport(report, exitCode) {
  if (!report) return { passed: 0, failed: 1, skipped: 0, note: 'no result' };
  const passed = report.numPassedTests;
  let failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  let note = '';
  if (report.numTotalTests === 0 && failed === 0) note = 'no tests';
  if (failed === 0 && exitCode !== 0) {
    failed = 1;
    note ||= `jest ended with ${exitCode}`;
  }
  return { passed, failed, skipped: report.numPendingTests + report.numTodoTests, note };
}

/** These drive programs against the clock: they want the machine for themselves. */
const ALONE = ['faults', 'browser'];

/** How many files of a suite run at once. Jest leaves one core idle by itself, which on two cores is half of the time. */
export function workerFlags(name, more, cores = availableParallelism()) {
  if (more.some((flag) => /^(-i|-w.*|--runInBand|--maxWorkers.*)$/.test(flag))) return [];
  return [`--maxWorkers=${ALONE.includes(name) ? 1 : Math.min(4, Math.max(2, cores - 1))}`];
}

async function runJest(name, more, env) {
  const folder = join(root, 'artefacts', 'test');
  const file = join(folder, `${name}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  const args = [
    join(root, 'tools', 'jest.mjs'),
    name,
    '--json',
    `--outputFile=${file}`,
    ...workerFlags(name, more),
    ...more,
  ];
  const code = await run([process.execPath, args], { ...env, TZ: ODD_ZONE, NODE_ENV: 'test' });
  return countReport(readJson(file), code);
}

/** Runs one suite with its output on the screen. @returns {Promise<{passed: number, failed: number, skipped: number, note: string}>} */
export const runSuite = (name, more, env) => (checks[name] ? runCheck(name) : runJest(name, more, env));
