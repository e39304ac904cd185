import { trimEndOf } from '../model/normalise.js';
import type { QuestionType } from '../model/question.js';

/** Types and truth values are short; anything longer is another text. */
const LONGEST_WORD = 40;

const WORDS: readonly [RegExp, QuestionType][] = [
  [/^(?:多选|多项|不定项|multiple)|多选题$/, 'multiple'],
  [/^(?:单选|单项|single)|单选题$/, 'single'],
  [/^(?:判断|是非|对错|正误|true_?false|true\/false|truefalse|judge|t\/f|tf$)|判断题$/, 'true_false'],
];

/** 单选题, 多项选择题, 判断, 是非题 … → the type; undefined for anything else (填空题, 简答题 …). */
export function parseType(text: string): QuestionType | undefined {
  if (text.length > LONGEST_WORD) return undefined;
  const name = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/^[([【]|[)\]】]$/g, '')
    .toLowerCase();
  return WORDS.find(([pattern]) => pattern.test(name))?.[1];
}

/** 选择题 says nothing about how many: the answer decides. */
export function isOpenType(text: string): boolean {
  return /^(?:选择题?|客观题|choice)?$/.test(text.normalize('NFKC').replace(/\s+/g, '').toLowerCase());
}

const TRUE_WORDS = /^(?:对|正确|是|真|√|✓|✔|☑|t|true|y|yes|1|right|correct)$/;
const FALSE_WORDS = /^(?:错|错误|不对|不正确|否|非|不是|假|×|✗|✘|✕|x|f|false|n|no|0|wrong|incorrect)$/;

/** 对/错, 正确/不正确, √/×, T/F, Y/N, 1/0 … → the truth it means; undefined for anything else. */
export function parseTruth(text: string): boolean | undefined {
  if (text.length > LONGEST_WORD) return undefined;
  const word = trimEndOf(text.normalize('NFKC').replace(/\s+/g, ''), '。.,;').toLowerCase();
  if (TRUE_WORDS.test(word)) return true;
  if (FALSE_WORDS.test(word)) return false;
  return undefined;
}
