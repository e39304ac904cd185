import { foldWidth } from './fold-width.js';
import * as P from './patterns.js';
import { isMarked, markPictures, placePicturesOf } from './picture-places.js';
import type { PicturePlaces } from './picture-places.js';
import type { TextLine, TextRemark } from './text-question.js';

/** Stem and options of a question, told apart. */
export interface FoundOptions {
  stem: string;
  /** As printed, in the order of the file: letters may be missing or out of order. */
  options: { letter: string; text: string; line: number }[];
  /** The options stand on the line of the stem, so that they could be words of it. */
  isInline: boolean;
  doubts: TextRemark[];
}

/** The same with the pictures of the question; no words say where they were. */
export type PicturedOptions = FoundOptions & Pick<PicturePlaces, 'placed' | 'unclear'>;

interface Mark {
  letter: string;
  start: number;
  end: number;
}

const GUARDED = '\u2060';

/** Finds the options of a question: one on a line, several on a line, or behind the stem. */
export function findOptions(body: readonly TextLine[]): PicturedOptions {
  const pictures = body.flatMap((line) => (line.pictures ?? []).map(({ picture }) => picture));
  if (pictures.length === 0) return { ...optionsIn(body.map(({ text }) => text)), placed: [], unclear: null };
  const found = optionsIn(body.map(markPictures));
  const { placed, unclear, doubts } = placePicturesOf(found, pictures);
  return { ...found, doubts: [...found.doubts, ...doubts], placed, unclear };
}

function optionsIn(texts: readonly string[]): FoundOptions {
  const folded = texts.map(foldWidth);
  return (
    byLines(texts, folded, P.OPTION_START, P.OPTION_INLINE) ??
    byLines(texts, folded, P.OPTION_LOOSE, P.OPTION_INLINE_LOOSE) ??
    inline(texts, folded, P.OPTION_INLINE) ??
    inline(texts, folded, P.OPTION_INLINE_BRACKET) ??
    inline(texts, folded, P.OPTION_INLINE_LOOSE) ?? { stem: texts.join('\n'), options: [], isInline: false, doubts: [] }
  );
}

/** Options that begin on lines of their own; further ones may follow on the same line. */
function byLines(
  texts: readonly string[],
  folded: readonly string[],
  start: RegExp,
  further: RegExp,
): FoundOptions | null {
  const letters = folded.map((line, index) => (index === 0 ? null : startMark(line, start)));
  const first = letters.findIndex((mark) => mark?.letter === 'A');
  if (first === -1) return null;
  // «A. 甲和B、C 类» holds no option B where another line begins with it.
  const taken = new Set(letters.map((mark) => mark?.letter));
  const options: FoundOptions['options'] = [];
  const doubts: TextRemark[] = [];
  for (let index = first; index < texts.length; index += 1) {
    const [line = '', text = ''] = [folded[index], texts[index]];
    const mark = letters[index] ?? null;
    const last = options.at(-1);
    if (mark === null || (start === P.OPTION_LOOSE && mark.letter !== nextLetter(options))) {
      if (last === undefined) return null;
      last.text += `\n${text}`;
      if (!text.startsWith(GUARDED) && !isMarked(text)) doubts.push(joinedDoubt(last.letter, text));
      continue;
    }
    const marks = [mark, ...sequence(line, further, mark).filter(({ letter }) => !taken.has(letter))];
    marks.forEach((each, at) => {
      const own = text.slice(each.end, marks[at + 1]?.start ?? text.length).trim();
      options.push({ letter: each.letter, text: own, line: index });
    });
  }
  if (options.length < 2) return null;
  return { stem: texts.slice(0, first).join('\n'), options, isInline: false, doubts };
}

/** Options behind the stem, on its own line or within the lines that follow. */
function inline(texts: readonly string[], folded: readonly string[], pattern: RegExp): FoundOptions | null {
  const text = texts.join('\n');
  const marks = marksOf(folded.join('\n'), pattern);
  const second = marks.findIndex((mark) => mark.letter === 'B');
  const first = marks.slice(0, Math.max(second, 0)).findLast((mark) => mark.letter === 'A');
  if (first === undefined) return null;
  const chain = [first, ...follow(marks.slice(second), 'B')];
  const options = chain.map((mark, at) => ({
    letter: mark.letter,
    text: text.slice(mark.end, chain[at + 1]?.start ?? text.length).trim(),
    line: text.slice(0, mark.start).split('\n').length - 1,
  }));
  if (options.length < 2 || options.some((option) => option.text === '')) return null;
  return { stem: text.slice(0, first.start).trim(), options, isInline: true, doubts: [] };
}

function startMark(line: string, pattern: RegExp): Mark | null {
  const found = pattern.exec(line);
  const letter = (found?.[1] ?? found?.[2])?.toUpperCase();
  return found === null || letter === undefined ? null : { letter, start: 0, end: found[0].length };
}

function marksOf(text: string, pattern: RegExp): Mark[] {
  return [...text.matchAll(pattern)].map((match) => ({
    letter: match[1] ?? match[2] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The letters after a mark, each the next in the alphabet and none without text before it. */
function sequence(line: string, pattern: RegExp, after: Mark): Mark[] {
  const marks = marksOf(line, pattern).filter((mark) => mark.start >= after.end);
  return follow(marks, String.fromCharCode(after.letter.charCodeAt(0) + 1)).filter(
    (mark, index, all) => line.slice(all[index - 1]?.end ?? after.end, mark.start).trim() !== '',
  );
}

function follow(marks: readonly Mark[], from: string): Mark[] {
  const chain: Mark[] = [];
  let wanted = from.charCodeAt(0);
  for (const mark of marks) {
    if (mark.letter.charCodeAt(0) !== wanted) continue;
    chain.push(mark);
    wanted += 1;
  }
  return chain;
}

function nextLetter(options: readonly { letter: string }[]): string {
  return String.fromCharCode(65 + options.length);
}

function joinedDoubt(letter: string, text: string): TextRemark {
  const shown = text.length > 20 ? `${text.slice(0, 20)}…` : text;
  return { code: 'line-joined', message: `「${shown}」前面没有字母，接在了选项 ${letter} 后面，请看一眼。` };
}
