// `npm test [suite …] [jest arguments …]`: gets what the suites need, runs them one after the other, sums up.
import { join } from 'node:path';
import { handOver, ownerOf } from './accounts.mjs';
import { createLogs } from './logs.mjs';
import { both, explain, sentence } from './messages.mjs';
import { root } from './paths.mjs';
import { interruptSteps, watchLauncher } from './process.mjs';
import { createProgress } from './progress.mjs';

const isCi = () => !['', '0', 'false'].includes(process.env.CI ?? '');

/** Splits the arguments: suite names in front, the rest goes to Jest. */
export function readArguments(args, all) {
  const end = args.findIndex((arg) => !all.includes(arg));
  const chosen = end === -1 ? args : args.slice(0, end);
  const rest = end === -1 ? [] : args.slice(end);
  return { suites: chosen.length ? all.filter((name) => chosen.includes(name)) : all, more: rest };
}

/** Character columns: Chinese characters are two wide. */
const width = (text) => [...text].reduce((sum, character) => sum + (character.codePointAt(0) > 0x2e7f ? 2 : 1), 0);
const pad = (text, columns, left = false) =>
  left ? ' '.repeat(columns - width(text)) + text : text + ' '.repeat(columns - width(text));

/** The table at the end; `rows` as [suite, passed, failed, skipped, seconds, note]. */
export function table(rows) {
  const all = [
    ['测试 suite', '通过 passed', '失败 failed', '跳过 skipped', '秒 s', ''],
    ...rows.map((row) => row.map(String)),
  ];
  const columns = all[0].map((_, index) => Math.max(...all.map((row) => width(row[index]))));
  return all
    .map((row) =>
      row
        .map((cell, index) => pad(cell, columns[index], index > 0 && index < 5))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

async function runAll({ names, more, tools, stopped, line }) {
  const { runSuite } = await import('./suites.mjs');
  const rows = [];
  for (const name of names) {
    if (stopped()) break;
    if (tools.blocked.has(name)) {
      rows.push({
        name,
        passed: 0,
        failed: isCi() ? 1 : 0,
        skipped: 0,
        seconds: 0,
        note: '未运行 not run (缺少系统工具 tools missing)',
      });
      continue;
    }
    line(`\n=== ${name} ===`);
    const began = Date.now();
    const result = await runSuite(name, more, { ZHIAN_TEST_MISSING: tools.missing.join(',') });
    rows.push({ name, ...result, seconds: Math.round((Date.now() - began) / 1000) });
  }
  return rows;
}

function sumUp(rows, tools, extraFailures, line) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  line('');
  line(table(rows.map((row) => [row.name, row.passed, row.failed, row.skipped, row.seconds, row.note])));
  for (const text of tools.lines) line(text);
  line('');
  return { passed: sum('passed'), failed: sum('failed') + extraFailures };
}

/** Runs the suites; ends non-zero when anything failed, or on CI=true when anything could not be run. */
export async function main() {
  const progress = createProgress(process.stdout, 3);
  const { SUITES, interruptSuite } = await import('./suites.mjs');
  const { suites: names, more } = readArguments(process.argv.slice(2), SUITES);
  let stopped = false;
  const stop = () => {
    stopped = true;
    interruptSteps();
    interruptSuite();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  watchLauncher(stop);
  const owner = ownerOf(root);
  const finish = () => handOver(join(root, 'artefacts'), owner);
  let tools = { missing: [], blocked: new Set(), lines: [] };
  let rows = [];
  let extra = 0;
  try {
    const { setUp } = await import('./setup.mjs');
    const { ensureSystemTools } = await import('./system-tools.mjs');
    const logs = createLogs(join(root, 'artefacts', 'logs'));
    await setUp({ progress, logs });
    await progress.step(both('系统工具', 'system tools'), async () => {
      tools = await ensureSystemTools({ suites: names, log: (text) => logs.append('apt', text) });
    });
    for (const text of tools.lines) progress.line(text);
    rows = await runAll({ names, more, tools, stopped: () => stopped, line: progress.line });
    const hidden = tools.missing.length - (tools.blocked.size ? 1 : 0);
    if (isCi()) extra += Math.max(0, hidden); // tests that need those tools may have left themselves out
    handOver(join(root, '.nx'), owner);
  } catch (error) {
    const told = explain(error, root);
    process.stderr.write(`${sentence(told)}\n${told.exitCode ? '' : `${told?.stack ?? ''}\n`}`);
    extra += 1;
  }
  if (stopped) extra += 1;
  const { passed, failed } = sumUp(rows, tools, extra, progress.line);
  finish();
  process.stdout.write(`${passed} passed, ${failed} failed\n`, () => process.exit(stopped ? 130 : failed ? 1 : 0));
}
