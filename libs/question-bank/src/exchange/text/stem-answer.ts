import { foldWidth } from './fold-width.js';
import * as P from './patterns.js';

/** What the brackets of a stem say about the answer. */
export interface StemAnswer {
  /** The stem with the answer's bracket emptied. */
  stem: string;
  /** Letters or a truth as written; null when the stem says none. */
  answer: string | null;
  /** Several brackets hold different letters: the answer cannot be told. */
  isAmbiguous: boolean;
  /** The answer stands at the end of the stem, where nothing but an answer stands. */
  isAtEnd: boolean;
  /** Another bracket is empty, so that the answer may not be one. */
  isOdd?: boolean;
}

const EMPTY = '（ ）';
const ENDING = /^[\s。.？?！!;；,，:：]{0,9}$/u;
/** Only in a question known to be 判断: they are words and letters of other things otherwise. */
const MORE_TRUTHS = /^\s{0,9}(?:是|否|Y|N|X|x|t|f|y|n)\s{0,9}$/u;

/** Takes the letters out of the stem's brackets: «…是（ AB ）», «…应（A、C）后再…». Brackets in lines of code are left alone. */
export function takeLetters(stem: string): StemAnswer {
  const none = { stem, answer: null, isAmbiguous: false, isAtEnd: false };
  const found = brackets(stem);
  const letters = found.filter((bracket) => P.LETTERS.test(bracket.content) && !bracket.isCode);
  const last = letters.at(-1);
  if (last === undefined) return none;
  const isAtEnd = ENDING.test(stem.slice(last.end));
  if (found.some((bracket) => bracket.content.trim() === '')) {
    return isAtEnd ? { ...none, stem: empty(stem, [last]), answer: plainLetters(last.content), isOdd: true } : none;
  }
  const isOne = new Set(letters.map((bracket) => plainLetters(bracket.content))).size === 1;
  if (!isOne && !isAtEnd) return { ...none, isAmbiguous: true };
  const emptied = isOne ? letters : [last];
  return { stem: empty(stem, emptied), answer: plainLetters(last.content), isAmbiguous: false, isAtEnd };
}

/** Takes the mark of a statement: «（√）» or «（对）» at its end or beginning, or a bare «√» at its end. */
export function takeTruth(stem: string, isTrueFalse: boolean): StemAnswer {
  const found = brackets(stem).filter(
    ({ content }) => P.TRUTH.test(content) || (isTrueFalse && MORE_TRUTHS.test(content)),
  );
  const last = found.at(-1);
  if (last !== undefined && ENDING.test(stem.slice(last.end))) {
    return { stem: empty(stem, [last]), answer: last.content.trim(), isAmbiguous: false, isAtEnd: true };
  }
  const [first] = found;
  if (first?.start === 0) {
    return { stem: stem.slice(first.end).trim(), answer: first.content.trim(), isAmbiguous: false, isAtEnd: false };
  }
  if (isTrueFalse && first !== undefined && found.length === 1) {
    return { stem: empty(stem, found), answer: first.content.trim(), isAmbiguous: false, isAtEnd: false };
  }
  const tail = P.TRUTH_TAIL.exec(stem);
  if (tail?.[1] !== undefined) {
    return { stem: stem.slice(0, tail.index).trim(), answer: tail[1], isAmbiguous: false, isAtEnd: true };
  }
  return { stem, answer: null, isAmbiguous: false, isAtEnd: false };
}

export function hasBlank(stem: string): boolean {
  return /_{2,}/u.test(stem) || brackets(stem).some((bracket) => bracket.content.trim() === '');
}

/** True for a statement with a bracket for its mark at the end: «…属于特种作业。（ ）», but not «下列说法正确的是（ ）». */
export function isStatement(stem: string): boolean {
  const folded = foldWidth(stem).trimEnd();
  const bracket = P.BRACKET_END.exec(folded);
  if (bracket === null) return false;
  const before = folded.slice(0, bracket.index).trimEnd();
  return '。!;.”"'.includes(before.at(-1) ?? ' ') || !P.ASKS_FOR_CHOICE.test(before);
}

/** True for a sentence whose brackets hold what was to be filled in: «分为（低风险）、（中风险）». */
export function looksFilledIn(stem: string, answer: string): boolean {
  const words = [...stem.matchAll(P.FILLED)].map((match) => match[1] ?? '');
  if (words.length < 2 || !P.FILLED_START.test(stem)) return false;
  return answer === '' || answer.split(/[;；,，、\s]{1,9}/u).join(';') === words.join(';');
}

interface Bracket {
  content: string;
  start: number;
  end: number;
  isCode: boolean;
}

function brackets(stem: string): Bracket[] {
  const folded = foldWidth(stem);
  const lines = folded.split('\n');
  const found: Bracket[] = [];
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    // The first line is the question itself: «若 f(x)=2x，则（B）».
    const isCode = index > 0 && P.CODE.test(line);
    for (const match of line.matchAll(P.BRACKET)) {
      const start = offset + match.index;
      found.push({ content: match[1] ?? match[2] ?? '', start, end: start + match[0].length, isCode });
    }
    offset += line.length + 1;
  }
  return found;
}

function empty(stem: string, found: readonly Bracket[]): string {
  let text = '';
  let at = 0;
  for (const { start, end } of found) {
    text += `${stem.slice(at, start)}${EMPTY}`;
    at = end;
  }
  return text + stem.slice(at);
}

function plainLetters(text: string): string {
  return text.replace(/[^A-L]/gu, '');
}
