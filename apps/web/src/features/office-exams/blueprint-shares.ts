import { noCounts, sourceKey, types } from './blueprint-matrix.js';
import type { Counts, Matrix, MatrixRow, Source } from './blueprint-matrix.js';

/** A part of the paper in percent: 通用 40 %, 本岗位专业 60 %. */
export interface Share {
  readonly source: Source;
  readonly percent: number;
}

/**
 * Whole numbers in proportion to the weights that add up to `total`: the largest remainder method (Hare and Hamilton); of
 * equal remainders the first gets it. All weights zero: all numbers zero.
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum <= 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const whole = exact.map((value) => Math.floor(value + 1e-9));
  const missing = total - whole.reduce((all, value) => all + value, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - (whole[index] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}

/**
 * How many questions of each type every part gets. Both sums hold: each type keeps its number, and each part its share of
 * the whole paper by {@link shareOut}, as near to proportion in every cell as whole numbers allow.
 */
export function countsOfShares(byType: Counts, percents: readonly number[]): Counts[] {
  const total = types.reduce((sum, type) => sum + byType[type], 0);
  const targets = shareOut(total, percents);
  const sum = percents.reduce((all, percent) => all + percent, 0) || 1;
  const exact = percents.map((percent) => types.map((type) => (byType[type] * percent) / sum));
  const cells = exact.map((row) => row.map((value) => Math.floor(value + 1e-9)));
  // What rows and columns still lack goes where the remainders are greatest; a cell that got one waits until the others had theirs.
  const rowLack = targets.map((target, index) => target - (cells[index] ?? []).reduce((all, value) => all + value, 0));
  const columnLack = types.map(
    (type, column) => byType[type] - cells.reduce((all, row) => all + (row[column] ?? 0), 0),
  );
  const order = exact
    .flatMap((row, index) => row.map((value, column) => ({ index, column, remainder: value % 1 })))
    .sort((a, b) => b.remainder - a.remainder);
  while (rowLack.some((lack) => lack > 0)) {
    const free = order.find(({ index, column }) => (rowLack[index] ?? 0) > 0 && (columnLack[column] ?? 0) > 0);
    if (!free) break;
    (cells[free.index] as number[])[free.column] = (cells[free.index]?.[free.column] ?? 0) + 1;
    rowLack[free.index] = (rowLack[free.index] ?? 0) - 1;
    columnLack[free.column] = (columnLack[free.column] ?? 0) - 1;
    order.push(order.splice(order.indexOf(free), 1)[0] as typeof free);
  }
  return cells.map((row) => ({ single: row[0] ?? 0, multiple: row[1] ?? 0, true_false: row[2] ?? 0 }));
}

/** The table with these parts as its rows; rows from the same source keep their other settings, all others go. */
export function withShares(matrix: Matrix, byType: Counts, shares: readonly Share[]): Matrix {
  const counts = countsOfShares(
    byType,
    shares.map((share) => share.percent),
  );
  const rows = shares.map(({ source }, index): MatrixRow => {
    const before = matrix.rows.find((row) => sourceKey(row) === sourceKey(source));
    return { ...(before ?? source), counts: counts[index] ?? noCounts };
  });
  return { ...matrix, rows };
}

/** What the parts are now: the rows of the table, or 通用 40 % and 本岗位专业 60 % to begin with. */
export function sharesOf(matrix: Matrix): Share[] {
  const counts = matrix.rows.map((row) => types.reduce((sum, type) => sum + row.counts[type], 0));
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (matrix.rows.length < 2 || total === 0) {
    return [
      { source: { category: 'general' }, percent: 40 },
      { source: { category: 'professional', ownPost: true }, percent: 60 },
    ];
  }
  const percents = shareOut(100, counts);
  return matrix.rows.map(({ counts: _counts, pointsEach: _points, ...source }, index) => ({
    source,
    percent: percents[index] ?? 0,
  }));
}
