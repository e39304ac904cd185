import type { QuestionImportSheet } from '../../../shared/api/types.js';
import type { SheetCorrection } from '../api.js';

/** Below this a guess deserves a look. */
const SURE = 0.75;

/** Is what the column was taken for doubtful? */
export function isDoubtful(column: QuestionImportSheet['columns'][number]): boolean {
  return column.field !== null && column.confidence < SURE;
}

/** The field that a column has, once the correction is counted in; null: not read. */
export function fieldOf(column: QuestionImportSheet['columns'][number], correction: SheetCorrection): string | null {
  const said = correction.columns?.[column.column];
  if (said !== undefined) return said;
  const taken = Object.values(correction.columns ?? {}).includes(column.field);
  return taken ? null : column.field;
}

/** Gives a field to one column; another that a person had given it to is no longer read as that. */
export function withField(correction: SheetCorrection, column: string, field: string | null): SheetCorrection {
  const others = Object.entries(correction.columns ?? {}).filter(
    ([letter, other]) => letter !== column && (field === null || other !== field),
  );
  return { ...correction, columns: { ...Object.fromEntries(others), [column]: field } };
}

/** What a person said, by sheet. */
export type Corrections = Readonly<Record<string, SheetCorrection>>;

/** Sheets with columns in which no question was found, unless a person has said that they hold none. */
export function unknownSheets(
  sheets: readonly QuestionImportSheet[],
  corrections: Corrections,
): readonly QuestionImportSheet[] {
  return sheets.filter(
    ({ sheet, layout, columns }) => layout === null && columns.length > 0 && corrections[sheet]?.ignore !== true,
  );
}
