import type { Blueprint, QuestionType } from '../../shared/api/types.js';

export type Counts = Readonly<Record<QuestionType, number>>;
type Stratum = Blueprint['strata'][number];
/** Where the questions of a line come from. */
export type Source = Omit<Stratum, 'type' | 'count' | 'points'>;

/** One line of the rules: where the questions come from and how many of each type. */
export interface MatrixRow extends Source {
  readonly counts: Counts;
  /** Points per question (hundredths) where they differ from the column's; only from blueprints made elsewhere. */
  readonly pointsEach?: Partial<Counts> | undefined;
}

/** A blueprint as a table: rows are sources, columns are types, each column with its points per question (hundredths). */
export interface Matrix {
  readonly points: Counts;
  readonly rows: readonly MatrixRow[];
}

export const types: readonly QuestionType[] = ['single', 'multiple', 'true_false'];
export const noCounts: Counts = { single: 0, multiple: 0, true_false: 0 };

/** An empty table with the usual points: 1, 2 and 1. */
export const emptyMatrix: Matrix = { points: { single: 100, multiple: 200, true_false: 100 }, rows: [] };

/** The tags that are set, in one order. */
export function sourceOf(row: Source): Source {
  return {
    ...(row.category ? { category: row.category } : {}),
    ...(row.knowledgePoint ? { knowledgePoint: row.knowledgePoint } : {}),
    ...(row.postId ? { postId: row.postId } : {}),
    ...(row.ownPost ? { ownPost: true } : {}),
    ...(row.difficulty ? { difficulty: row.difficulty } : {}),
    ...(row.difficultyTo ? { difficultyTo: row.difficultyTo } : {}),
    ...(row.criteria ? { criteria: true } : {}),
    ...(row.criteriaClause ? { criteriaClause: row.criteriaClause } : {}),
    ...(row.sourceClause ? { sourceClause: row.sourceClause } : {}),
  };
}

/** Two rows are the same source when everything but the counts agrees. */
export function sourceKey(row: Source): string {
  return JSON.stringify(sourceOf(row));
}

/** Points of one question of this row and type, in hundredths. */
export const pointsOf = (matrix: Matrix, row: MatrixRow, type: QuestionType): number =>
  row.pointsEach?.[type] ?? matrix.points[type];

/** A stored blueprint as a table; nothing is lost. */
export function toMatrix(blueprint: Blueprint): Matrix {
  const points: Record<QuestionType, number> = { ...emptyMatrix.points };
  const seen = new Set<QuestionType>();
  for (const stratum of blueprint.strata) {
    if (!seen.has(stratum.type)) points[stratum.type] = stratum.points;
    seen.add(stratum.type);
  }
  const rows: MatrixRow[] = [];
  for (const { type, count, points: each, ...source } of blueprint.strata) {
    const own = each === points[type] ? {} : { [type]: each };
    const at = rows.findIndex((row) => sourceKey(row) === sourceKey(source) && row.counts[type] === 0);
    const row = rows[at] ?? { ...sourceOf(source), counts: noCounts };
    const filled: MatrixRow = {
      ...row,
      counts: { ...row.counts, [type]: count },
      ...(Object.keys(own).length > 0 ? { pointsEach: { ...row.pointsEach, ...own } } : {}),
    };
    if (at === -1) rows.push(filled);
    else rows[at] = filled;
  }
  return { points, rows };
}

/** Where a stratum of the blueprint stands in the table. */
export interface Cell {
  readonly row: number;
  readonly type: QuestionType;
}

/** The rules of a blueprint beside its rows. */
export type PaperRules = Omit<Blueprint, 'strata'>;

/** The blueprint of a table, and the cell of each stratum in its order. Cells without questions are left out. */
export function toBlueprint(matrix: Matrix, rules: PaperRules = {}): { blueprint: Blueprint; cells: Cell[] } {
  const cells: Cell[] = [];
  const strata: Blueprint['strata'] = [];
  for (const [index, row] of matrix.rows.entries()) {
    for (const type of types) {
      if (row.counts[type] <= 0) continue;
      cells.push({ row: index, type });
      strata.push({ type, count: row.counts[type], points: pointsOf(matrix, row, type), ...sourceOf(row) });
    }
  }
  return { blueprint: { strata, ...rules }, cells };
}

/** Questions and points (hundredths) of the whole paper and per type. */
export function totals(matrix: Matrix): {
  count: number;
  points: number;
  byType: Record<QuestionType, { count: number; points: number }>;
} {
  const byType = {
    single: { count: 0, points: 0 },
    multiple: { count: 0, points: 0 },
    true_false: { count: 0, points: 0 },
  };
  for (const row of matrix.rows) {
    for (const type of types) {
      byType[type].count += row.counts[type];
      byType[type].points += row.counts[type] * pointsOf(matrix, row, type);
    }
  }
  const all = Object.values(byType);
  return {
    count: all.reduce((sum, one) => sum + one.count, 0),
    points: all.reduce((sum, one) => sum + one.points, 0),
    byType,
  };
}

/** A table with one count changed. */
export function withCount(matrix: Matrix, at: number, type: QuestionType, count: number): Matrix {
  return {
    ...matrix,
    rows: matrix.rows.map((row, index) =>
      index === at ? { ...row, counts: { ...row.counts, [type]: Math.max(0, Math.floor(count)) } } : row,
    ),
  };
}
