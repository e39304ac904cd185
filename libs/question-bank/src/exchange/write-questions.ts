import type { Workbook, Worksheet } from 'exceljs';
import { QUESTION_TYPE_NAMES, TRUE_FALSE_OPTIONS } from '../model/question.js';
import { exactCell } from './clean-text.js';
import type { ReadQuestion } from './read-result.js';
import { QUESTION_SHEET, TEMPLATE_COLUMNS, addHeader, templateHeader } from './template.js';
import { NO_PICTURES } from './interchange/written-pictures.js';
import type { WrittenPictures } from './interchange/written-pictures.js';
import { placePictures } from './place-pictures.js';
import { escapeForXml, newWorkbook, toWorkbookFile } from './workbook-file.js';

export type WritableQuestion = Omit<ReadQuestion, 'source'>;

/**
 * Writes questions in the columns of the template, as xlsx or as CSV (UTF-8 with BOM, every field quoted, CRLF).
 * Law A22: no cell can start a formula, and reading the file back gives exactly the same questions (exact copies
 * merge, as always when reading). In a workbook pictures lie in the cell of their stem or option.
 */
export async function writeQuestions(
  questions: readonly WritableQuestion[],
  format: 'xlsx' | 'csv',
  pictures: WrittenPictures = NO_PICTURES,
): Promise<Uint8Array> {
  const wide = questions.some((question) => question.options.length > TEMPLATE_COLUMNS.options.length);
  const criteria = questions.some((question) => (question.criteriaClause ?? '') !== '');
  const header = templateHeader(wide, criteria);
  const optionCount = TEMPLATE_COLUMNS.options.length + (wide ? TEMPLATE_COLUMNS.moreOptions.length : 0);
  const rows = questions.map((question) => [
    ...questionCells(question, optionCount),
    ...(criteria ? [exactCell(question.criteriaClause ?? '')] : []),
  ]);
  if (format === 'csv') return toCsv([header, ...rows]);
  return toXlsx(header, rows, (workbook, sheet) => placePictures(workbook, sheet, questions, pictures));
}

function questionCells(question: WritableQuestion, optionCount: number): string[] {
  const isJudgement = question.type === 'true_false';
  const options = Array.from({ length: optionCount }, (_, index) =>
    isJudgement ? '' : exactCell(question.options[index]?.text ?? ''),
  );
  const answer = isJudgement
    ? (TRUE_FALSE_OPTIONS.find((option) => option.label === question.key[0])?.text ?? '')
    : question.key.join('');
  return [
    QUESTION_TYPE_NAMES[question.type],
    exactCell(question.stem),
    ...options,
    answer,
    exactCell(question.explanation),
    question.difficulty === null ? '' : String(question.difficulty),
    exactCell(question.knowledgePoint ?? ''),
    question.category === null ? '' : question.category === 'general' ? '通用' : '专业',
    exactCell(question.sourceClause ?? ''),
  ];
}

function toCsv(rows: readonly (readonly string[])[]): Uint8Array {
  const lines = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
}

/** @param finish adds what is no text, and gives the words of the pictures in their order */
async function toXlsx(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  finish: (workbook: Workbook, sheet: Worksheet) => string[],
): Promise<Uint8Array> {
  const workbook = await newWorkbook();
  const sheet = workbook.addWorksheet(QUESTION_SHEET, { views: [{ state: 'frozen', ySplit: 1 }] });
  addHeader(sheet, header);
  for (const row of rows) sheet.addRow(row.map((cell) => (cell === '' ? null : escapeForXml(cell))));
  return toWorkbookFile(workbook, finish(workbook, sheet));
}
