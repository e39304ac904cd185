import { contentFingerprint } from '../model/fingerprint.js';
import type { QuestionDraft, QuestionType } from '../model/question.js';
import { stemCleaner } from './clean-text.js';
import { assertCells, columnLetter } from './grid.js';
import type { Grid } from './grid.js';
import { isBlankRow } from './header.js';
import { detectLayout } from './layouts/detect-layout.js';
import type { LayoutMatch } from './layouts/layout.js';
import { readCsvGrid } from './read-csv-grid.js';
import { READ_LIMITS } from './read-limits.js';
import type { DoubtfulRow, ReadQuestion, ReadResult, ReadSheet } from './read-result.js';
import { readXlsxGrids } from './read-xlsx-grid.js';
import { rowToQuestion } from './row-to-question.js';
import type { RowRemark } from './row-to-question.js';
import { GUIDE_SHEET } from './template.js';
import { UnreadableFileError } from './unreadable-file.js';

const MIB = 1024 * 1024;

/**
 * Reads a question file, .xlsx or .csv (UTF-8 with or without BOM, UTF-16 with BOM, GB18030); the content decides, not
 * the name. Layouts are recognised sheet by sheet; sheets without questions are left alone and listed. Nothing is
 * guessed silently: a row is read, read with a doubt, or refused with the place and the reason.
 *
 * @throws UnreadableFileError when the file as a whole cannot be read, or holds no questions that we understand
 */
export async function readQuestionFile(file: { bytes: Uint8Array; fileName: string }): Promise<ReadResult> {
  const grids = await readGrids(file.bytes, file.fileName);
  const collector = new Collector();
  for (const grid of grids.map(assertCells)) {
    if (grid.sheet === GUIDE_SHEET) continue;
    const match = detectLayout(grid);
    if (match === null) collector.leaveAlone(grid);
    else collector.addSheet(grid, match);
  }
  if (collector.result.sheets.every((sheet) => sheet.layout === null))
    throw new UnreadableFileError('no-questions-found');
  return collector.result;
}

async function readGrids(bytes: Uint8Array, fileName: string): Promise<Grid[]> {
  if (bytes.length === 0) throw new UnreadableFileError('file-empty');
  if (bytes.length > READ_LIMITS.fileBytes) {
    throw new UnreadableFileError('file-too-large', { limit: READ_LIMITS.fileBytes / MIB });
  }
  if (startsWith(bytes, [0x50, 0x4b])) return readXlsxGrids(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new UnreadableFileError('old-or-encrypted-workbook');
  if (/\.xls[xmb]?$/i.test(fileName) || startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) {
    throw new UnreadableFileError('not-a-workbook');
  }
  const name = fileName.split(/[/\\]/).at(-1) ?? '';
  return [readCsvGrid(bytes, name.replace(/\.[^.]*$/, '') || name)];
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

const noneAccepted = (): Record<QuestionType, number> => ({ single: 0, multiple: 0, true_false: 0 });

/** Gathers the outcome of all sheets, and knows which questions were there before. */
class Collector {
  readonly result: ReadResult = {
    accepted: noneAccepted(),
    questions: [],
    refused: [],
    duplicates: [],
    doubts: [],
    sheets: [],
  };
  readonly #firstPlace = new Map<string, { sheet: string; row: number }>();

  leaveAlone(grid: Grid): void {
    const rows = grid.rows.filter((row) => !isBlankRow(row)).length;
    if (rows === 0) return;
    this.result.sheets.push({
      sheet: grid.sheet,
      layout: null,
      headerRow: null,
      rows,
      accepted: noneAccepted(),
      refused: 0,
    });
  }

  addSheet({ sheet }: Grid, match: LayoutMatch): void {
    const raws = match.rows.map(match.read);
    const cleanStem = stemCleaner(raws.map((raw) => raw.stem));
    const summary: ReadSheet = {
      sheet,
      layout: match.layout,
      headerRow: match.headerRow,
      rows: raws.length,
      accepted: noneAccepted(),
      refused: 0,
    };
    for (const raw of raws) {
      const outcome = rowToQuestion(raw, cleanStem);
      if ('refusal' in outcome) {
        summary.refused += 1;
        this.result.refused.push(locate(sheet, raw.row, outcome.refusal));
        continue;
      }
      summary.accepted[outcome.draft.content.type] += 1;
      this.result.accepted[outcome.draft.content.type] += 1;
      this.result.doubts.push(...outcome.doubts.map((doubt) => locate(sheet, raw.row, doubt)));
      this.#addQuestion(outcome.draft, { sheet, row: raw.row });
    }
    this.result.sheets.push(summary);
  }

  #addQuestion(draft: QuestionDraft, source: { sheet: string; row: number }): void {
    const fingerprint = contentFingerprint(draft);
    const sameAs = this.#firstPlace.get(fingerprint);
    if (sameAs !== undefined) {
      this.result.duplicates.push({ ...source, sameAs });
      return;
    }
    this.#firstPlace.set(fingerprint, source);
    this.result.questions.push(toReadQuestion(draft, source));
  }
}

function toReadQuestion(draft: QuestionDraft, source: { sheet: string; row: number }): ReadQuestion {
  const { content, key, ...rest } = draft;
  return {
    type: content.type,
    stem: content.stem,
    options: content.options.map((option) => ({ ...option })),
    key: [...key.correct],
    ...rest,
    source,
  };
}

function locate(sheet: string, row: number, remark: RowRemark): DoubtfulRow {
  const column = remark.column === null ? null : columnLetter(remark.column);
  const name = sheet.endsWith('表') ? sheet : `${sheet} 表`;
  const place = `${name} ${row} 行${column === null ? '' : ` ${column} 列`}`;
  return { sheet, row, column, code: remark.code, message: `${place}：${remark.message}` };
}
