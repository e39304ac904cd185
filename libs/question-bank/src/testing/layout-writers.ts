import { QUESTION_TYPE_NAMES } from '../model/question.js';
import type { QuestionType } from '../model/question.js';

/** A question as the layouts below write it. */
export interface SheetQuestion {
  type: QuestionType;
  stem: string;
  options: string[];
  /** Labels of the right options. */
  key: string[];
}

export interface WrittenSheet {
  rows: string[][];
  /** Merged ranges as A1:A4. */
  merges?: string[];
}

/** Sheets by name. */
export type Written = Record<string, WrittenSheet>;
/** One way of writing questions into sheets; `words` spells the answers of one file. */
export type LayoutWriter = (questions: readonly SheetQuestion[], words: AnswerWords) => Written;

export interface AnswerWords {
  choice: (labels: readonly string[], options: readonly string[]) => string;
  right: string;
  wrong: string;
}

const LABELS = 'ABCDEFGH';
const labelled = (options: readonly string[]): string[] => options.map((option, index) => `${LABELS[index]}.${option}`);
const isTruth = (question: SheetQuestion): boolean => question.type === 'true_false';
const answerOf = (question: SheetQuestion, words: AnswerWords): string =>
  isTruth(question)
    ? question.key[0] === 'A'
      ? words.right
      : words.wrong
    : words.choice(question.key, question.options);
const padded = (options: readonly string[], count: number): string[] =>
  Array.from({ length: count }, (_, index) => options[index] ?? '');
const flagsOf = (question: SheetQuestion, words: AnswerWords): string[][] =>
  question.options.map((option, index) => [
    option,
    question.key.includes(LABELS[index] ?? '') ? words.right : words.wrong,
  ]);
const sheet = (rows: string[][], merges: string[] = []): Written => ({ 题库: { rows, merges } });

const OPTION_NAMES: Readonly<Record<string, (index: number) => string>> = {
  letters: (index) => `选项${LABELS[index]}`,
  numbers: (index) => `备选项${index + 1}`,
  short: (index) => LABELS[index] ?? '',
};

function wide(
  names: string,
  columns: { type: string; stem: string; answer: string },
  before: string[][] = [],
): LayoutWriter {
  return (questions, words) =>
    sheet([
      ...before,
      [
        '序号',
        columns.type,
        '',
        columns.stem,
        ...Array.from({ length: 5 }, (_, index) => OPTION_NAMES[names]?.(index) ?? ''),
        columns.answer,
        '备注',
      ],
      ...questions.map((question, index) => [
        String(index + 1),
        QUESTION_TYPE_NAMES[question.type],
        '',
        question.stem,
        ...padded(isTruth(question) ? [] : question.options, 5),
        answerOf(question, words),
        '',
      ]),
    ]);
}

const wideWithoutHeader: LayoutWriter = (questions, words) =>
  sheet(
    questions.map((question, index) => [
      String(index + 1),
      QUESTION_TYPE_NAMES[question.type],
      question.stem,
      ...padded(question.options, 5),
      answerOf(question, words),
    ]),
  );

/** One header over two rows: «选项» merged over five columns, A to E below. */
const wideTwoRowHeader: LayoutWriter = (questions, words) =>
  sheet(
    [
      ['2026 年题库'],
      ['题型', '题目', '选项', '', '', '', '', '答案'],
      ['', '', 'A', 'B', 'C', 'D', 'E', ''],
      ...questions.map((question) => [
        QUESTION_TYPE_NAMES[question.type],
        question.stem,
        ...padded(isTruth(question) ? [] : question.options, 5),
        answerOf(question, words),
      ]),
    ],
    ['A1:H1', 'A2:A3', 'B2:B3', 'C2:G2', 'H2:H3'],
  );

const bodyOf = (type: QuestionType, questions: readonly SheetQuestion[], words: AnswerWords): string[][] =>
  questions
    .filter((question) => question.type === type)
    .map((question) =>
      type === 'true_false'
        ? [question.stem, answerOf(question, words)]
        : [question.stem, ...padded(question.options, 5), answerOf(question, words)],
    );
const headerOf = (type: QuestionType): string[] =>
  type === 'true_false' ? ['题目', '答案'] : ['题目', '选项A', '选项B', '选项C', '选项D', '选项E', '答案'];
const TYPES: readonly QuestionType[] = ['single', 'multiple', 'true_false'];
const SHEET_NAMES: Readonly<Record<QuestionType, string>> = {
  single: '单选题库',
  multiple: '二、多选',
  true_false: '判断题（50）',
};

const sheetPerType: LayoutWriter = (questions, words) =>
  Object.fromEntries(
    TYPES.map((type) => [SHEET_NAMES[type], { rows: [headerOf(type), ...bodyOf(type, questions, words)] }]),
  );

const titlePerType: LayoutWriter = (questions, words) =>
  Object.fromEntries(
    TYPES.map((type, index) => [
      `Sheet${index + 1}`,
      { rows: [[`安全题库（${QUESTION_TYPE_NAMES[type]}题）`], [], headerOf(type), ...bodyOf(type, questions, words)] },
    ]),
  );

/** One sheet with headings, and a header of its own below each. */
const headingPerType: LayoutWriter = (questions, words) =>
  sheet(
    TYPES.flatMap((type, index) => [
      [`${'一二三'[index]}、${QUESTION_TYPE_NAMES[type]}题（每题 2 分）`],
      headerOf(type),
      ...bodyOf(type, questions, words),
    ]),
  );

function flagged(header: (index: number) => [string, string], hasHeader = true): LayoutWriter {
  return (questions, words) =>
    sheet([
      ...(hasHeader ? [['类型', '问题', ...[0, 1, 2, 3, 4].flatMap(header)]] : []),
      ...questions.map((question) => [
        QUESTION_TYPE_NAMES[question.type],
        question.stem,
        ...padded(flagsOf(question, words).flat(), 10),
      ]),
    ]);
}

type PerOption = 'first row' | 'repeated' | 'merged' | 'labels' | 'letters' | 'no header';

function rowPerOption(kind: PerOption): LayoutWriter {
  return (questions, words) => {
    const header: Readonly<Record<PerOption, string[]>> = {
      'first row': ['试题类型', '题干', '选项', '是否正确'],
      repeated: ['题号', '试题类型', '题干', '选项', '是否答案'],
      merged: ['试题类型', '题干', '选项内容', '是否正确'],
      labels: ['试题类型', '题干', '选项', '选项内容', '是否正确'],
      letters: ['试题类型', '题干', '选项', '答案'],
      'no header': [],
    };
    const rows = kind === 'no header' ? [] : [header[kind]];
    const merges: string[] = [];
    questions.forEach((question, at) => {
      const type = QUESTION_TYPE_NAMES[question.type];
      const top = rows.length + 1;
      flagsOf(question, words).forEach(([option = '', flag = ''], index) => {
        const own = index === 0 ? [type, question.stem] : ['', ''];
        if (kind === 'repeated') rows.push([String(at + 1), type, question.stem, option, flag]);
        else if (kind === 'labels') rows.push([...own, LABELS[index] ?? '', option, flag]);
        else if (kind === 'letters') rows.push([...own, option, index === 0 ? question.key.join('') : '']);
        else rows.push([...own, option, flag]);
      });
      if (kind === 'merged') merges.push(`A${top}:A${rows.length}`, `B${top}:B${rows.length}`);
    });
    return sheet(rows, merges);
  };
}

function oneCell(join: (options: readonly string[]) => string, hasHeader = true): LayoutWriter {
  return (questions, words) =>
    sheet([
      ...(hasHeader ? [['作业种类', '试题类型', '题目内容', '题目选项', '题目答案', '答案解析']] : []),
      ...questions.map((question) => [
        '低压电工',
        QUESTION_TYPE_NAMES[question.type],
        question.stem,
        join(question.options),
        isTruth(question) ? (question.key[0] ?? '') : answerOf(question, words),
        '',
      ]),
    ]);
}

const inStem: LayoutWriter = (questions, words) =>
  sheet([
    ['题型', '题目', '答案'],
    ...questions.map((question) => [
      QUESTION_TYPE_NAMES[question.type],
      isTruth(question) ? question.stem : `${question.stem}\n${labelled(question.options).join(' ')}`,
      answerOf(question, words),
    ]),
  ]);

const joins: Readonly<Record<string, (options: readonly string[]) => string>> = {
  'stars and letters': (options) =>
    labelled(options)
      .map((option) => `**${option}`)
      .join(''),
  stars: (options) => options.join('**'),
  hashes: (options) => options.join('##'),
  bar: (options) => options.join('|'),
  'line breaks': (options) => labelled(options).join('\n'),
  semicolons: (options) => options.join('；'),
  letters: (options) => labelled(options).join(' '),
};

/** Every way of writing a bank into sheets that the reader has to know (issue 3, section 1). */
export const LAYOUT_WRITERS: Readonly<Record<string, LayoutWriter>> = {
  'A wide letters': wide('letters', { type: '题型', stem: '题干', answer: '答案' }),
  'A wide numbers, titles above': wide(
    'numbers',
    { type: '试题类型*', stem: '试题内容', answer: '正确答案（多选连写）' },
    [['安全生产题库'], [], ['填表人：张三']],
  ),
  'A wide, letters alone': wide('short', { type: '类别', stem: '问题', answer: '标准答案' }),
  'A wide without header': wideWithoutHeader,
  'A wide, header of two rows': wideTwoRowHeader,
  'B a sheet per type': sheetPerType,
  'B a title per type': titlePerType,
  'B a heading per type': headingPerType,
  'C numbered flags': flagged((index) => [`选项${index + 1}`, `是否正确${index + 1}`]),
  'C lettered flags': flagged((index) => [`选项${LABELS[index]}`, `选项${LABELS[index]}是否正确`]),
  'C flags without number': flagged(() => ['选项', '是否正确']),
  'C without header': flagged(() => ['', ''], false),
  'D stem on the first row': rowPerOption('first row'),
  'D stem on every row': rowPerOption('repeated'),
  'D stem merged': rowPerOption('merged'),
  'D letter and text': rowPerOption('labels'),
  'D answer letters on the first row': rowPerOption('letters'),
  'D without header': rowPerOption('no header'),
  ...Object.fromEntries(Object.entries(joins).map(([name, join]) => [`E ${name}`, oneCell(join)])),
  ...Object.fromEntries(
    Object.entries(joins).flatMap(([name, join]) =>
      name === 'semicolons' ? [] : [[`E ${name}, without header`, oneCell(join, false)]],
    ),
  ),
  'E options behind the stem': inStem,
};
