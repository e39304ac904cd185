import type { RosterColumn } from '../roster-sheet.js';
import { parseRosterRow, type ParsedRow, type RowProblem } from './parse-roster-row.js';
import { MAX_ROSTER_ROWS, readSheets } from './read-sheets.js';
import { columnLetter, findRosterHeader, type RosterHeader } from './roster-columns.js';
import type { RefusedRow } from '../../../platform/http/refused-row.js';
import { UnreadableRosterError } from './unreadable-roster.js';

export interface RosterFile {
  readonly rows: readonly ParsedRow[];
  readonly refused: readonly RefusedRow[];
  /** Letters of the columns by sheet, for naming the place of what is refused later. */
  readonly letters: Readonly<Record<string, Partial<Record<RosterColumn, string>>>>;
  readonly severalSheets: boolean;
}

/** Reads every sheet that is a roster; the others are left alone. @throws UnreadableRosterError */
export async function readRosterFile(file: { bytes: Buffer; fileName: string }, today: string): Promise<RosterFile> {
  const sheets = (await readSheets(file.bytes, file.fileName)).flatMap((sheet) => {
    const header = findRosterHeader(sheet);
    return header ? [{ sheet, header }] : [];
  });
  if (sheets.length === 0) {
    throw new UnreadableRosterError('没有认出花名册：要有一行表头写着姓名和证件号码。可以下载模板，把人员贴进去再导。');
  }
  const severalSheets = sheets.length > 1;
  const rows: ParsedRow[] = [];
  const refused: RefusedRow[] = [];
  const letters: Record<string, Partial<Record<RosterColumn, string>>> = {};
  for (const { sheet, header } of sheets) {
    letters[sheet.sheet] = lettersOf(header);
    for (const { row, cells } of sheet.rows) {
      if (row <= header.row || cells.every((cell) => cell.trim() === '')) continue;
      const parsed = parseRosterRow(
        { sheet: sheet.sheet, row },
        (key) => header.columns[key].map((at) => cells[at] ?? ''),
        today,
      );
      if (parsed.problems.length === 0) rows.push(parsed.row);
      else refused.push(refusedRow(parsed.row, parsed.problems, letters, severalSheets));
    }
  }
  const count = rows.length + refused.length;
  if (count === 0) throw new UnreadableRosterError('表头下面没有人员。填好再导。');
  if (count > MAX_ROSTER_ROWS) throw new UnreadableRosterError(`这份文件超过 ${MAX_ROSTER_ROWS} 行，请拆成几份再导。`);
  return { rows, refused, letters, severalSheets };
}

/** «12 行：证件号码最后一位对不上，请核对。» (ui.md §8 row 14); everything that is wrong with one row in one sentence. */
export function refusedRow(
  row: { sheet: string; row: number },
  problems: readonly RowProblem[],
  letters: RosterFile['letters'],
  severalSheets: boolean,
): RefusedRow {
  const [first] = problems;
  const place = severalSheets ? `${row.sheet}表 ${row.row} 行` : `${row.row} 行`;
  return {
    sheet: row.sheet,
    row: row.row,
    column: (first && letters[row.sheet]?.[first.column]) ?? null,
    code: first?.code ?? 'unknown',
    message: `${place}：${problems.map((problem) => problem.message).join('；')}。`,
  };
}

function lettersOf(header: RosterHeader): Partial<Record<RosterColumn, string>> {
  return Object.fromEntries(
    Object.entries(header.columns).flatMap(([key, at]) => (at[0] === undefined ? [] : [[key, columnLetter(at[0])]])),
  );
}
