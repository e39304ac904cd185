import { fromSpreadsheetCell } from '@zhian/question-bank';
import { isCivilDate } from '../../../platform/clock/clock.js';
import { EARLIEST_DATE } from '../people/civil-dates.js';
import {
  EMPLOYMENT_TYPE_NAMES,
  ROSTER_ROLE_NAMES,
  type EmploymentType,
  type RosterRole,
} from '../people/employment-words.js';
import { ID_TYPE_NAMES, idProblem, normaliseIdNumber, type IdType } from '../people/id-document.js';
import { normaliseName } from '../people/person-name.js';
import { isPhone, normalisePhone } from '../people/phone.js';
import type { RosterColumn } from '../roster-sheet.js';
import { MAX_DEPTH } from '../structure/placement-rule.js';

/** A row of a roster as it was read. An empty cell says nothing (null): what is known stays, a new person gets the default. */
export interface ParsedRow {
  readonly sheet: string;
  readonly row: number;
  readonly name: string;
  readonly idType: IdType;
  readonly idNumber: string;
  readonly phone: string | null;
  readonly unit: readonly string[] | null;
  readonly posts: readonly string[] | null;
  readonly employmentType: EmploymentType | null;
  readonly rosterRole: RosterRole | null;
  readonly startsOn: string | null;
}

export interface RowProblem {
  readonly column: RosterColumn;
  readonly code: string;
  /** zh-CN without a full stop. */
  readonly message: string;
}

const NAME_LIMIT = 50;
const UNIT_LIMIT = 60;

const ID_TYPE_WORDS: Readonly<Record<string, IdType>> = {
  ...invert(ID_TYPE_NAMES),
  身份证: 'resident_id',
  居民身份证: 'resident_id',
  港澳台居住证: 'hmt_residence_permit',
  港澳台居民居住证: 'hmt_residence_permit',
  外国人永久居留证: 'foreign_permanent_residence',
  外国人居留证: 'foreign_permanent_residence',
};
const EMPLOYMENT_WORDS: Readonly<Record<string, EmploymentType>> = {
  ...invert(EMPLOYMENT_TYPE_NAMES),
  正式工: 'regular',
  合同工: 'regular',
  派遣: 'dispatch',
  劳务派遣工: 'dispatch',
  派遣工: 'dispatch',
  外包外租: 'outsourced',
  外委: 'outsourced',
  灵活就业: 'flexible',
  临时工: 'flexible',
  实习生: 'intern',
};
const ROLE_WORDS: Readonly<Record<string, RosterRole>> = {
  ...invert(ROSTER_ROLE_NAMES),
  负责人: 'principal',
  安全管理员: 'safety_officer',
  安全员: 'safety_officer',
  安管人员: 'safety_officer',
  班长: 'team_leader',
  组长: 'team_leader',
  职工: 'worker',
  工人: 'worker',
};

function invert<K extends string>(names: Readonly<Record<K, string>>): Record<string, K> {
  return Object.fromEntries(Object.entries(names).map(([key, name]) => [name, key])) as Record<string, K>;
}

/** A cell of a file: the mark of law A22 goes, and so do blanks around it. */
export function cellText(cell: string): string {
  return fromSpreadsheetCell(cell.trim()).normalize('NFC').trim();
}

/** Reads one row; `today` bounds its dates. Pure. */
export function parseRosterRow(
  place: { sheet: string; row: number },
  cell: (column: RosterColumn) => readonly string[],
  today: string,
): { row: ParsedRow; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const note = (column: RosterColumn, code: string, message: string): void =>
    void problems.push({ column, code, message });
  const text = (column: RosterColumn): string => cellText(cell(column)[0] ?? '');

  const name = normaliseName(text('name'));
  if (name === '') note('name', 'name-missing', '没有填姓名');
  else if ([...name].length > NAME_LIMIT) note('name', 'name-too-long', `姓名最多 ${NAME_LIMIT} 个字`);

  const idNumber = normaliseIdNumber(text('idNumber'));
  const idType = idTypeOf(text('idType'), idNumber);
  if (idType === null)
    note(
      'idType',
      'id-type-unknown',
      `不认识证件类型「${shown(text('idType'))}」，可以填：${Object.values(ID_TYPE_NAMES).join('、')}`,
    );
  else {
    const problem = idProblem(idType, idNumber, today);
    if (problem) note('idNumber', problem.code, problem.message);
  }

  const phone = normalisePhone(text('phone'));
  if (phone.includes('*')) note('phone', 'phone-masked', '手机号里有 * 号，这是遮过的号码，请填完整的');
  else if (phone !== '' && !isPhone(phone)) note('phone', 'phone', '手机号应是 11 位，请核对');

  const unit = unitOf(cell('unit'));
  if (unit && unit.length > MAX_DEPTH) note('unit', 'unit-too-deep', `部门最多 ${MAX_DEPTH} 层`);
  if (unit?.some((part) => [...part].length > UNIT_LIMIT))
    note('unit', 'unit-too-long', `部门名称最多 ${UNIT_LIMIT} 个字`);
  const posts = listOf(text('post'));
  if (posts?.some((part) => [...part].length > UNIT_LIMIT))
    note('post', 'post-too-long', `岗位名称最多 ${UNIT_LIMIT} 个字`);

  const employmentType = wordOf(text('employmentType'), EMPLOYMENT_WORDS);
  if (employmentType === undefined)
    note(
      'employmentType',
      'employment-type-unknown',
      `不认识用工形式「${shown(text('employmentType'))}」，可以填：${Object.values(EMPLOYMENT_TYPE_NAMES).join('、')}`,
    );
  const rosterRole = wordOf(text('rosterRole'), ROLE_WORDS);
  if (rosterRole === undefined)
    note(
      'rosterRole',
      'roster-role-unknown',
      `不认识人员类别「${shown(text('rosterRole'))}」，可以填：${Object.values(ROSTER_ROLE_NAMES).join('、')}`,
    );

  const startsOn = text('startsOn') === '' ? null : dateOf(text('startsOn'));
  if (startsOn === undefined || (startsOn && startsOn < EARLIEST_DATE))
    note('startsOn', 'date-unknown', '入职日期看不懂，请写成 2026-11-30 这样');
  else if (startsOn && startsOn > today) note('startsOn', 'date-future', `入职日期 ${startsOn} 还没到，到那天再加`);

  return {
    row: {
      ...place,
      name,
      idType: idType ?? 'resident_id',
      idNumber,
      phone: phone === '' ? null : phone,
      unit,
      posts,
      employmentType: employmentType ?? null,
      rosterRole: rosterRole ?? null,
      startsOn: startsOn ?? null,
    },
    problems,
  };
}

/** The type named; with none, what the number looks like. */
function idTypeOf(word: string, number: string): IdType | null {
  if (word !== '') return ID_TYPE_WORDS[word.replace(/\s/g, '')] ?? null;
  return /^8[123]0000\d{11}[\dX]$/.test(number) ? 'hmt_residence_permit' : 'resident_id';
}

/** 综采队/一班, or one level per column; null when every cell is empty. */
function unitOf(cells: readonly string[]): string[] | null {
  const parts = cells
    .flatMap((cell) => cellText(cell).split(/[/／\\>＞]/))
    .map(normaliseName)
    .filter((part) => part !== '');
  return parts.length > 0 ? parts : null;
}

function listOf(text: string): string[] | null {
  const parts = text
    .split(/[、,，;；\n]/)
    .map(normaliseName)
    .filter((part) => part !== '');
  return parts.length > 0 ? [...new Set(parts)] : null;
}

/** null: nothing said; undefined: not understood. */
function wordOf<T>(text: string, words: Readonly<Record<string, T>>): T | null | undefined {
  const word = text.replace(/\s/g, '');
  if (word === '') return null;
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

/** 2026-11-30, 2026/11/30, 2026.11.30, 2026年11月30日, 20261130, or a spreadsheet's day number. */
function dateOf(text: string): string | undefined {
  const plain = text.normalize('NFKC').split(/\s/, 1)[0] ?? '';
  if (/^[2-6]\d{4}$/.test(plain)) return new Date(Date.UTC(1899, 11, 30 + Number(plain))).toISOString().slice(0, 10);
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!match) return undefined;
  const date = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`;
  return isCivilDate(date) ? date : undefined;
}

/** What of an unknown word may be repeated in a message: short, and without anything that could be a number of a person. */
function shown(text: string): string {
  return [...text.replace(/\d/g, '·')].slice(0, 12).join('');
}
