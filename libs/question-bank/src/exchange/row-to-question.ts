import { checkDraft } from '../model/check-draft.js';
import type { DraftField, DraftProblem } from '../model/check-draft.js';
import { TRUE_FALSE_OPTIONS, labelOptions, optionLabel } from '../model/question.js';
import type { QuestionCategory, QuestionDraft, QuestionImage, QuestionType } from '../model/question.js';
import { parseChoice, bareAnswer } from './answers.js';
import { cleanCell } from './clean-text.js';
import { DIFFICULTY_WORDS } from './difficulty-words.js';
import type { RawRow } from './layouts/layout.js';
import { LOST_PICTURE, lostPictureIn } from './lost-picture.js';
import type { Field } from './read-options.js';
import { isOpenType, parseTruth, parseType } from './type-words.js';

/** A remark about a row before it has its place: code, message without place, and the 0-based column. */
export interface RowRemark {
  code: string;
  message: string;
  column: number | null;
}

export type RowOutcome = { draft: QuestionDraft; doubts: RowRemark[] } | { refusal: RowRemark };

/** Turns a row into a draft, or says what is wrong with it: the first thing that a person should mend. */
export function rowToQuestion(
  raw: RawRow,
  cleanStem: (stem: string) => string,
  images: readonly QuestionImage[] = [],
): RowOutcome {
  const refuse = (code: string, field: Field | null, message: string): RowOutcome => ({
    refusal: { code, message, column: columnOf(raw, field) },
  });
  const lost = lostPictureRemark(raw);
  if (lost !== null) return { refusal: lost };
  const stem = cleanStem(raw.stem);
  if (stem === '') return refuse('stem-empty', 'stem', '还没有写题干。');
  const type = resolveType(raw);
  if (type === null) {
    return refuse('type-unsupported', 'type', `题型「${shorten(raw.type)}」还不能导入，只收单选、多选、判断。`);
  }
  if (raw.answer.trim() === '') return refuse('key-empty', 'answer', '还没有写答案。');
  const read = type === 'true_false' ? readTrueFalse(raw) : readChoice(raw);
  if ('code' in read) return { refusal: read };
  const doubts: RowRemark[] = [];
  const draft: QuestionDraft = {
    content: { type, stem, options: labelOptions(read.options), ...(images.length > 0 ? { images } : {}) },
    key: { correct: read.key },
    explanation: cleanCell(raw.explanation),
    difficulty: readDifficulty(raw, doubts),
    knowledgePoint: cleanCell(raw.knowledgePoint) || null,
    category: readCategory(raw, doubts),
    sourceClause: cleanCell(raw.sourceClause) || null,
    ...(cleanCell(raw.criteriaClause) === '' ? {} : { criteriaClause: cleanCell(raw.criteriaClause) }),
  };
  const [problem] = checkDraft(draft);
  if (problem !== undefined) return { refusal: fromProblem(raw, problem) };
  const gap = checkPrintedLetters(raw, read.key);
  if (gap !== null && gap.serious) return { refusal: gap.remark };
  if (gap !== null) doubts.push(gap.remark);
  return { draft, doubts };
}

function lostPictureRemark(raw: RawRow): RowRemark | null {
  const lost = lostPictureIn(raw);
  if (lost === null) return null;
  const message = `${lost.where}里还写着「${LOST_PICTURE}」。要图就把图放进这一格，再删掉这几个字；不要图，删掉这几个字就行。`;
  return { code: 'picture-missing', column: lost.column ?? columnOf(raw, lost.field), message };
}

interface Choice {
  options: string[];
  key: string[];
}

function resolveType(raw: RawRow): QuestionType | null {
  const stated = parseType(raw.type);
  if (stated !== undefined) return stated;
  if (!isOpenType(raw.type)) return null;
  if (raw.usualType !== null) return raw.usualType;
  if (isTrueFalsePair(raw.options) || (raw.options.length === 0 && parseTruth(bareAnswer(raw.answer)) !== undefined)) {
    return 'true_false';
  }
  const key = parseChoice(cleanCell(raw.answer), raw.options);
  return key !== null && key.length > 1 ? 'multiple' : 'single';
}

function isTrueFalsePair(options: readonly string[]): boolean {
  const [first, second] = options.map(parseTruth);
  return options.length === 2 && first !== undefined && second !== undefined && first !== second;
}

function readTrueFalse(raw: RawRow): Choice | RowRemark {
  const column = columnOf(raw, 'answer');
  const options = TRUE_FALSE_OPTIONS.map((option) => option.text);
  const letter = /^[ABab]$/.exec(bareAnswer(raw.answer))?.[0].toUpperCase();
  if (raw.options.length > 0 && !isTrueFalsePair(raw.options)) {
    // Only the letters of the options say what an answer means, so odd options cannot be passed over.
    const code = raw.options.length < 2 ? 'options-too-few' : 'true-false-options';
    return { code, column: columnOf(raw, 'options'), message: '判断题只有两个选项：A 正确，B 错误。' };
  }
  if (raw.options.length === 0 && letter !== undefined) {
    const message = `判断题没有写选项，答案「${letter}」说不清对错，请写「正确」或「错误」。`;
    return { code: 'options-too-few', column, message };
  }
  const truth =
    letter === undefined ? parseTruth(bareAnswer(raw.answer)) : parseTruth(raw.options[letter === 'A' ? 0 : 1] ?? '');
  if (truth === undefined) {
    const beyond = /^[A-Za-z]+$/.test(bareAnswer(raw.answer));
    const message = `判断题的答案写「正确」或「错误」，这里是「${shorten(raw.answer)}」。`;
    return { code: beyond ? 'key-beyond-options' : 'key-not-understood', column, message };
  }
  return { options, key: [truth ? 'A' : 'B'] };
}

function readChoice(raw: RawRow): Choice | RowRemark {
  if (raw.options.length === 0) return noOptions(raw);
  if (raw.options.length < 2 && raw.separator !== null && raw.options.length > 0) {
    const message = `只读到一个选项：这张表的选项用「${raw.separator}」隔开，这一格里没有。`;
    return { code: 'options-too-few', column: columnOf(raw, 'options'), message };
  }
  const key = parseChoice(cleanCell(raw.answer), raw.options);
  if (key === null) {
    const message = `看不懂答案「${shorten(raw.answer)}」，请写选项字母，如 B 或 ABD。`;
    return { code: 'key-not-understood', column: columnOf(raw, 'answer'), message };
  }
  return { options: raw.options, key };
}

/** A row without options: the cells are empty, or nobody has found out which column they stand in. */
function noOptions(raw: RawRow): RowRemark {
  const column = columnOf(raw, 'options');
  const message =
    column === null
      ? '没有读到选项。是不是选项列没有认出来？在上面的「列对应」里指给我们。'
      : '选项是空的，至少要两个。题型是判断的话，在题型一列写「判断」。';
  return { code: 'options-too-few', column, message };
}

/**
 * Compares the letters printed in the cell with the places of the options. A slip in one letter (A B D D) is only
 * doubtful. Letters that run ahead of their places (A B D) show that a separator is missing before; an answer that
 * points to such a place could mean the letter or the place, so the row is refused.
 */
function checkPrintedLetters(raw: RawRow, key: readonly string[]): { serious: boolean; remark: RowRemark } | null {
  const wrong = raw.printed.findIndex((letter, index) => letter !== '' && letter !== optionLabel(index));
  if (wrong === -1) return null;
  const column = columnOf(raw, 'options');
  const printed = raw.printed.map((letter) => letter || '？').join('、');
  const lost = (raw.printed.findLast((letter) => letter !== '') ?? '') > optionLabel(raw.printed.length - 1);
  const pointed = key.some((label) => label >= optionLabel(wrong));
  if (lost && pointed) {
    const message = `选项的字母是 ${printed}，中间少了一个，答案「${key.join('')}」指哪个说不清。`;
    return { serious: true, remark: { code: 'option-letters', column, message } };
  }
  return {
    serious: false,
    remark: { code: 'option-letters', column, message: `选项的字母是 ${printed}，请看一眼有没有漏掉的。` },
  };
}

function readDifficulty(raw: RawRow, doubts: RowRemark[]): number | null {
  const text = cleanCell(raw.difficulty)
    .normalize('NFKC')
    .replace(/[级星]$/, '');
  if (text === '') return null;
  const value = DIFFICULTY_WORDS[text] ?? (/^[1-5]$/.test(text) ? Number(text) : null);
  if (value === null) {
    const message = `看不懂难度「${shorten(text)}」，先空着；可以写 1 到 5，或易、中、难。`;
    doubts.push({ code: 'difficulty-not-understood', column: columnOf(raw, 'difficulty'), message });
  }
  return value;
}

function readCategory(raw: RawRow, doubts: RowRemark[]): QuestionCategory | null {
  const text = cleanCell(raw.category);
  if (text === '') return null;
  if (text.startsWith('通用')) return 'general';
  if (text.startsWith('专业')) return 'professional';
  const message = `看不懂类别「${shorten(text)}」，先空着；可以写通用或专业。`;
  doubts.push({ code: 'category-not-understood', column: columnOf(raw, 'category'), message });
  return null;
}

const PROBLEM_FIELDS: Readonly<Record<DraftField, Field>> = {
  type: 'type',
  stem: 'stem',
  options: 'options',
  key: 'answer',
  explanation: 'explanation',
  difficulty: 'difficulty',
  knowledgePoint: 'knowledgePoint',
  category: 'category',
  sourceClause: 'sourceClause',
  criteriaClause: 'criteriaClause',
  // They may lie in any column.
  images: 'stem',
};

function fromProblem(raw: RawRow, problem: DraftProblem): RowRemark {
  const index = problem.params['index'];
  const ownColumn = typeof index === 'number' ? raw.optionColumns[index] : undefined;
  return {
    code: problem.code,
    message: problem.message,
    column: ownColumn ?? columnOf(raw, PROBLEM_FIELDS[problem.field]),
  };
}

function columnOf(raw: RawRow, field: Field | null): number | null {
  if (field === null) return null;
  if (field === 'options') return raw.columns.options ?? raw.optionColumns[0] ?? null;
  if (field === 'answer') return raw.columns.answer ?? raw.columns.answerText ?? null;
  return raw.columns[field] ?? null;
}

function shorten(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 20 ? `${line.slice(0, 20)}…` : line;
}
