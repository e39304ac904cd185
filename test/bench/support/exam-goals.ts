import { percent, Report, times } from './report.js';

// The rows of the exam bench and the goals of performance.md about them. They never fail: the reader judges.

export const ROWS = {
  raw: 'raw UPSERT of pgbench, 64',
  direct64: 'save without HTTP, 64 callers',
  direct256: 'save without HTTP, 256 callers',
  save64: 'save, 64 connections',
  save256: 'save, 256 connections',
  noop64: 'no-op, 64 connections',
  noop256: 'no-op, 256 connections',
  upsert64: 'twin: one UPSERT per request, 64',
  typeorm64: 'twin: TypeORM save(), 64',
  at10: 'save, open loop at 10 % of the peak',
  at60: 'save, open loop at 60 % of the peak',
  start: 'start, 100 of 20,000, 64 connections',
  packedStart: 'start with a pack, 64 connections',
  calmStart: 'start, open loop at 50 a second',
  stampede: 'start, open loop at 500 a second',
  packedStampede: 'start with a pack, open loop at 500 a second',
  naiveStart: 'twin: ORDER BY random(), 16, without HTTP',
  submit: 'submit, 100 answers, 64 connections',
  naiveSubmit: 'twin: a row per question, 16, without HTTP',
  whole50: 'whole attempt, 50 questions saved one by one',
} as const;

/** Moodle 4.3 on the reference machine, 50 questions. */
const MOODLE = { cpuSeconds: 1.16, wal: 235_000 };

const atLeast = (what: string, ratio: number, least: number, format = percent): void =>
  Report.goal(what, format(ratio), `≥ ${format(least)}`, ratio >= least);
const atMost = (what: string, ratio: number, most: number, format = percent): void =>
  Report.goal(what, format(ratio), `≤ ${format(most)}`, ratio <= most);

/** Of the parts that were measured. */
export function printGoals(report: Report): void {
  process.stdout.write('\nGoals of performance.md\n');
  if (report.has(ROWS.save64)) printSaves(report);
  if (report.has(ROWS.start)) printStarts(report);
  if (report.has(ROWS.whole50)) printWhole(report);
  const failed = report.failures();
  Report.goal('requests that were not answered with 2xx', String(failed), '0', failed === 0);
}

function printSaves(report: Report): void {
  atLeast('saves at 64 : pgbench at 64, without HTTP on both sides', report.ratio(ROWS.direct64, ROWS.raw), 1.2);
  atLeast('saves at 256 : pgbench at 64, without HTTP on both sides', report.ratio(ROWS.direct256, ROWS.raw), 2);
  atLeast('saves over HTTP at 64 : pgbench at 64', report.ratio(ROWS.save64, ROWS.raw), 1.2);
  atLeast('saves over HTTP at 256 : pgbench at 64', report.ratio(ROWS.save256, ROWS.raw), 2);
  atLeast('saves at 64 : TypeORM save()', report.ratio(ROWS.save64, ROWS.typeorm64), 15, times);
  atLeast('saves at 64 : one UPSERT per request', report.ratio(ROWS.save64, ROWS.upsert64), 1, times);
  atLeast('saves at 64 : no-op of the same server', report.ratio(ROWS.save64, ROWS.noop64), 0.5);
  atLeast('saves at 256 : no-op of the same server', report.ratio(ROWS.save256, ROWS.noop256), 0.5);
  atMost('WAL per save : raw UPSERT', report.ratio(ROWS.save64, ROWS.raw, 'wal'), 1);
  atMost('CPU of PostgreSQL per save : raw UPSERT', report.ratio(ROWS.save64, ROWS.raw, 'postgres'), 0.25);
  atMost('p99 at 60 % of the peak : p99 at 10 %', report.ratio(ROWS.at60, ROWS.at10, 'p99'), 5, times);
}

/** By the clock, and by the CPU time of Node and PostgreSQL, which hardly depends on what else the machine does. */
function printStarts(report: Report): void {
  const { start, packedStart, naiveStart, submit, naiveSubmit } = ROWS;
  const compare = (what: string, ours: string, twin: string, least: number): void => {
    atLeast(what, report.ratio(ours, twin), least, times);
    atLeast(`${what}, per CPU-second`, report.perCpuSecond(ours) / report.perCpuSecond(twin), least, times);
  };
  compare('starts : ORDER BY random()', start, naiveStart, 40);
  compare('starts with a pack : ORDER BY random()', packedStart, naiveStart, 100);
  const calm = report.of(ROWS.calmStart).p99 ?? Number.NaN;
  for (const [what, row] of [
    ['500 starts a second', ROWS.stampede],
    ['500 starts with a pack a second', ROWS.packedStampede],
  ] as const)
    atMost(`p99 of ${what} : p99 of 50 a second`, (report.of(row).p99 ?? Number.NaN) / calm, 10, times);
  atMost('bytes of a start with a pack : whole paper', report.ratio(packedStart, start, 'received'), 0.25);
  compare('submissions : a row per question', submit, naiveSubmit, 15);
  atMost('WAL per submission : a row per question', report.ratio(submit, naiveSubmit, 'wal'), 0.05);
}

function printWhole(report: Report): void {
  const rate = report.perCpuSecond(ROWS.whole50);
  const { wal } = report.of(ROWS.whole50);
  atLeast(
    `attempts per CPU-second : Moodle (${(1 / rate).toFixed(4)} CPU-s against ${MOODLE.cpuSeconds})`,
    MOODLE.cpuSeconds * rate,
    40,
    times,
  );
  atMost(`WAL per attempt : Moodle (${wal.toFixed(0)} B against ${MOODLE.wal})`, wal / MOODLE.wal, 0.04);
}
