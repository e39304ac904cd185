import { QUESTION_TYPE_NAMES, TRUE_FALSE_OPTIONS } from '../model/question.js';
import { exactCell } from './clean-text.js';
import type { ReadQuestion } from './read-result.js';
import { QUESTION_SHEET, TEMPLATE_COLUMNS, addHeader, templateHeader } from './template.js';
import { escapeForXml, newWorkbook, toWorkbookFile } from './workbook-file.js';

export type WritableQuestion = Omit<ReadQuestion, 'source'>;

/**
 * Writes questions in the columns of the template, as xlsx or as CSV (UTF-8 with BOM, every field quoted, CRLF).
 * Law A22: no cell can start a formula, and reading the file back gives exactly the same questions (exact copies
 * merge, as always when reading).
 */
export async function writeQuestions(
  questions: readonly WritableQuestion[],
  format: 'xlsx' | 'csv',
): Promise<Uint8Array> {
  const wide = questions.some((question) => question.options.length > TEMPLATE_COLUMNS.options.length);
  const criteria = questions.some((question) => (question.criteriaClause ?? '') !== '');
  const header = templateHeader(wide, criteria);
  const optionCount = TEMPLATE_COLUMNS.options.length + (wide ? TEMPLATE_COLUMNS.moreOptions.length : 0);
  const rows = questions.map((question) => [
    ...questionCells(question, optionCount),
    ...(criteria ? [exactCell(question.criteriaClause ?? '')] : []),
  ]);
  return format === 'csv' ? toCsv([header, ...rows]) : toXlsx(header, rows);
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

async function toXlsx(header: readonly string[], rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  const workbook = await newWorkbook();
  const sheet = workbook.addWorksheet(QUESTION_SHEET, { views: [{ state: 'frozen', ySplit: 1 }] });
  addHeader(sheet, header);
  for (const row of rows) sheet.addRow(row.map((cell) => (cell === '' ? null : escapeForXml(cell))));
  return toWorkbookFile(workbook);
}
