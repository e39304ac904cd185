import type { Grid, GridRow } from './grid.js';
import { isBlank } from './grid.js';

export type Field =
  | 'type'
  | 'stem'
  | 'answer'
  | 'answerText'
  | 'options'
  | 'explanation'
  | 'difficulty'
  | 'knowledgePoint'
  | 'category'
  | 'sourceClause';

/** Where a layout finds what, by 0-based column. */
export interface ColumnMap {
  fields: Partial<Record<Field, number>>;
  /** Columns of option A, B, C … when every option has its own. */
  optionColumns: number[];
}

export interface HeaderMatch {
  /** Index into grid.rows. */
  at: number;
  columns: ColumnMap;
}

// Names met in real sheets (rules.md 4.5), best first: of two columns that could be the stem, the earlier name wins.
const SYNONYMS: Readonly<Record<Field, readonly string[]>> = {
  type: ['题型', '试题类型', '题目类型', '试题题型', '题目题型', '题类', '类型', 'questiontype', 'type'],
  stem: [
    '题干',
    '题目内容',
    '试题内容',
    '题目题干',
    '试题题干',
    '题干内容',
    '题目',
    '试题',
    '问题',
    '内容',
    'question',
    'stem',
  ],
  answer: ['正确答案', '标准答案', '题目答案', '试题答案', '参考答案', '答案', '正确选项', '答案选项', 'answer', 'key'],
  answerText: ['正确答案文本', '答案文本', '答案内容', '正确答案内容'],
  options: ['题目选项', '试题选项', '选项内容', '备选答案', '备选项', '候选项', '选项', 'options'],
  explanation: ['解析', '答案解析', '试题解析', '题目解析', '解答', '分析', '解释', 'explanation', 'analysis'],
  difficulty: ['难度', '难易度', '难易程度', '难度等级', '题目难度', '试题难度', 'difficulty', 'level'],
  knowledgePoint: [
    '知识点',
    '考点',
    '二级考点',
    '章节',
    '标签',
    '知识模块',
    '模块',
    '作业种类',
    'knowledgepoint',
    'tag',
  ],
  category: ['类别', '通用/专业', '知识类别', '通用专业', 'category'],
  sourceClause: ['依据条款', '条款依据', '法规依据', '依据', '条款', '出处', '来源', 'clause', 'source'],
};

const CHINESE_DIGITS = '一二三四五六七八';
/** No header is longer; stems are, and need no closer look. */
const LONGEST_NAME = 60;
const HEADER_SEARCH_ROWS = 30;

/** A header name without blanks, marks of required fields and remarks in brackets, narrow and in lower case. */
export function normaliseHeader(text: string): string {
  if (text.length > LONGEST_NAME) return '';
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[*:]/g, '')
    .replace(/\((?![A-Ha-h1-8]\))[^)]*\)/g, '')
    .toLowerCase();
}

/** 0 for «选项A», «A选项», «选项1», «option a» …; null for anything else. */
function optionIndex(name: string): number | null {
  const match =
    /^(?:(?:选项|备选项|备选答案|答案|候选项|option|choice)[-_(]?([a-h1-8一二三四五六七八])\)?|([a-h])(?:选项|项|答案)?)$/.exec(
      name,
    );
  const mark = match?.[1] ?? match?.[2];
  if (mark === undefined) return null;
  if (/[a-h]/.test(mark)) return mark.charCodeAt(0) - 97;
  return /[1-8]/.test(mark) ? Number(mark) - 1 : CHINESE_DIGITS.indexOf(mark);
}

/** Reads one row as a header; null when it lacks a stem or both answer and options. */
export function mapHeader(cells: readonly string[]): ColumnMap | null {
  const names = cells.map(normaliseHeader);
  const fields: ColumnMap['fields'] = {};
  for (const [field, synonyms] of Object.entries(SYNONYMS) as [Field, readonly string[]][]) {
    const found = synonyms.find((synonym) => names.includes(synonym));
    if (found !== undefined) fields[field] = names.indexOf(found);
  }
  const byIndex = new Map<number, number>();
  names.forEach((name, column) => {
    const index = optionIndex(name);
    if (index !== null && !byIndex.has(index)) byIndex.set(index, column);
  });
  const optionColumns: number[] = [];
  for (let index = 0; byIndex.has(index); index += 1) optionColumns.push(byIndex.get(index) ?? 0);
  if (fields.stem === undefined || (fields.answer === undefined && fields.answerText === undefined)) return null;
  return { fields, optionColumns };
}

/** The first row, among the first that hold anything, that names a stem and an answer; titles above it are passed. */
export function findHeader(grid: Grid): HeaderMatch | null {
  const candidates = grid.rows
    .map((row, at) => ({ row, at }))
    .filter(({ row }) => !isBlankRow(row))
    .slice(0, HEADER_SEARCH_ROWS);
  for (const { row, at } of candidates) {
    const columns = mapHeader(row.cells);
    if (columns !== null) return { at, columns };
  }
  return null;
}

export function isBlankRow(row: GridRow): boolean {
  return row.cells.every(isBlank);
}
