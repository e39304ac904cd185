import type { RosterColumn } from '../roster-sheet.js';
import type { Grid } from '@zhian/question-bank';

/** Names met in real rosters; compared without blanks, marks of required fields and remarks in brackets. */
const SYNONYMS: Readonly<Record<RosterColumn, readonly string[]>> = {
  name: ['姓名', '名字', '员工姓名', '职工姓名', '人员姓名'],
  idType: ['证件类型', '证件种类', '证件名称'],
  idNumber: [
    '证件号码',
    '证件号',
    '身份证号',
    '身份证号码',
    '身份证',
    '公民身份号码',
    '居民身份证号',
    '居民身份证号码',
  ],
  phone: ['手机号', '手机号码', '手机', '电话', '联系电话', '电话号码', '联系方式', '移动电话'],
  unit: [
    '部门',
    '部门/班组',
    '所在部门',
    '所属部门',
    '单位部门',
    '部门名称',
    '科室',
    '车间',
    '区队',
    '队组',
    '工段',
    '班组',
  ],
  post: ['岗位', '工种', '岗位工种', '岗位/工种', '岗位名称', '职务', '工作岗位'],
  employmentType: ['用工形式', '用工类型', '用工性质', '用工方式'],
  rosterRole: ['人员类别', '人员类型', '类别'],
  startsOn: ['入职日期', '入职时间', '入厂日期', '入厂时间', '进厂日期', '入矿日期', '入矿时间'],
};

const HEADER_SEARCH_ROWS = 10;

/** Where a sheet has what; several unit columns (车间, 班组) are levels from left to right. */
export interface RosterHeader {
  readonly row: number;
  readonly columns: Readonly<Record<RosterColumn, readonly number[]>>;
}

/** No title is longer, with all of its remarks. */
const LONGEST_TITLE = 200;

function normaliseTitle(text: string): string {
  return text
    .slice(0, LONGEST_TITLE)
    .normalize('NFKC')
    .replace(/[\s*:]/g, '')
    .replace(/\([^)]*\)/g, '');
}

/** The first row, among the first ones, that names a person and a document. Null when the sheet is no roster. */
export function findRosterHeader(sheet: Grid): RosterHeader | null {
  for (const { row, cells } of sheet.rows.slice(0, HEADER_SEARCH_ROWS)) {
    const titles = cells.map(normaliseTitle);
    const columns = Object.fromEntries(
      Object.entries(SYNONYMS).map(([key, names]) => [key, columnsOf(key as RosterColumn, titles, names)]),
    ) as Record<RosterColumn, number[]>;
    if (columns.name.length > 0 && columns.idNumber.length > 0) return { row, columns };
  }
  return null;
}

function columnsOf(key: RosterColumn, titles: readonly string[], names: readonly string[]): number[] {
  if (key === 'unit') return titles.flatMap((title, index) => (names.includes(title) ? [index] : []));
  const best = names.find((name) => titles.includes(name));
  return best === undefined ? [] : [titles.indexOf(best)];
}

/** 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? columnLetter(rest) : '') + String.fromCharCode(65 + (index % 26));
}
