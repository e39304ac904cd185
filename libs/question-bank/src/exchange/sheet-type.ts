import { QUESTION_TYPES } from '../model/question.js';
import type { QuestionType } from '../model/question.js';
import type { GridRow } from './grid.js';
import { isBlank } from './grid.js';
import { parseType } from './type-words.js';

/** Names of sheets and headings are short. */
const LONGEST_HEADING = 60;

const WORDS: Readonly<Record<QuestionType, RegExp>> = {
  single: /单选|单项选择|single/i,
  multiple: /多选|多项选择|不定项|multiple/i,
  true_false: /判断|是非题|对错题|正误题|true.?false|judge/i,
};
const UNSUPPORTED = /填空|简答|问答|论述|案例|计算|名词解释|改错|排序|连线|匹配/;
const ORDINAL =
  /^\s*(?:(?:第\s*)?[一二三四五六七八九十\d]{1,3}\s*(?:部分|大题|章|节)?\s*[、.．:：,，)）]?|[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)])\s*/;

/** The one type that a name of a sheet or a title speaks of; null when it speaks of none, or of several. */
export function typeOfName(text: string): QuestionType | null {
  if (text.length > LONGEST_HEADING) return null;
  const found = QUESTION_TYPES.filter((type) => WORDS[type].test(text.normalize('NFKC')));
  return found.length === 1 && !UNSUPPORTED.test(text) ? (found[0] ?? null) : null;
}

/**
 * The heading that a row is, «一、单选题（每题 2 分）»: its only text, an ordinal perhaps, and a type of questions, also
 * one that we do not take. Null for every other row.
 */
export function headingOf(row: GridRow): { type: QuestionType | null; text: string } | null {
  const text = onlyText(row);
  if (text === null || text.length > LONGEST_HEADING) return null;
  const name = text.replace(ORDINAL, '');
  const [word = ''] = name.split(/[\s（(:：,，、。]/);
  const type = parseType(word) ?? null;
  if (type === null && !(UNSUPPORTED.test(word) && word.endsWith('题'))) return null;
  return { type, text: word };
}

/** The text of a row whose filled cells all say the same; null for any other row. */
function onlyText({ cells }: GridRow): string | null {
  let only: string | null = null;
  for (const cell of cells) {
    if (isBlank(cell)) continue;
    if (only !== null && cell.trim() !== only) return null;
    only ??= cell.trim();
  }
  return only;
}
