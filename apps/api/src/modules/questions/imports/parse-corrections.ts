import { QUESTION_TYPES, type FieldName, type FileCorrections, type SheetCorrection } from '@zhian/question-bank';
import type { FieldError } from '../../../platform/errors/domain-error.js';

const MOST_SHEETS = 50;
const MOST_COLUMNS = 64;
const LAST_ROW = 1_048_576;

/**
 * Corrections as they came, as far as their form goes; whether they fit the file is for its reader to say. Pure.
 *
 * @returns the corrections, or what is wrong with them
 */
export function parseCorrections(sheets: unknown): FileCorrections | FieldError[] {
  if (!isRecord(sheets)) return [wrong('/sheets', '按工作表的名称写更正')];
  const entries = Object.entries(sheets);
  if (entries.length > MOST_SHEETS) return [wrong('/sheets', `最多 ${MOST_SHEETS} 张工作表`)];
  const errors: FieldError[] = [];
  const parsed = entries.flatMap(([name, value]) => {
    const pointer = `/sheets/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const correction = parseSheet(value, (part, message) => void errors.push(wrong(`${pointer}${part}`, message)));
    return correction ? [[name, correction] as const] : [];
  });
  return errors.length > 0 ? errors : { sheets: Object.fromEntries(parsed) };
}

type Refuse = (part: string, message: string) => void;

const PARTS = ['ignore', 'headerRow', 'columns', 'type', 'optionSeparator'] as const;

function parseSheet(value: unknown, refuse: Refuse): SheetCorrection | null {
  if (!isRecord(value)) {
    refuse('', '写成一个对象');
    return null;
  }
  const strange = Object.keys(value).find((key) => !PARTS.some((part) => part === key));
  if (strange !== undefined) refuse(`/${strange}`, '没有这一项');
  const { ignore, headerRow, type, optionSeparator, columns } = value;
  const correction: SheetCorrection = {};
  if (typeof ignore === 'boolean') correction.ignore = ignore;
  else if (ignore !== undefined) refuse('/ignore', '只能是 true 或 false');
  if (headerRow === null || isRowNumber(headerRow)) correction.headerRow = headerRow;
  else if (headerRow !== undefined) refuse('/headerRow', '写表头的行号，从 1 起');
  const known = QUESTION_TYPES.find((one) => one === type);
  if (type === null || known !== undefined) correction.type = known ?? null;
  else if (type !== undefined) refuse('/type', '题型只有单选、多选、判断三种');
  if (optionSeparator === null || typeof optionSeparator === 'string') correction.optionSeparator = optionSeparator;
  else if (optionSeparator !== undefined) refuse('/optionSeparator', '写选项之间的分隔');
  if (columns !== undefined) parseColumns(columns, correction, refuse);
  return correction;
}

function parseColumns(columns: unknown, correction: SheetCorrection, refuse: Refuse): void {
  if (!isRecord(columns) || Object.keys(columns).length > MOST_COLUMNS) {
    refuse('/columns', `按列的字母写，最多 ${MOST_COLUMNS} 列`);
    return;
  }
  const entries = Object.entries(columns);
  for (const [letter, field] of entries)
    if (!/^[A-Z]{1,3}$/.test(letter) || (field !== null && typeof field !== 'string'))
      refuse('/columns', `${letter.slice(0, 10)} 列的用途写不对`);
  // The reader knows the names of fields, and refuses others in words of its own.
  correction.columns = Object.fromEntries(entries) as Record<string, FieldName | null>;
}

function isRowNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LAST_ROW;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(pointer: string, message: string): FieldError {
  return { pointer, code: 'correction', message };
}
