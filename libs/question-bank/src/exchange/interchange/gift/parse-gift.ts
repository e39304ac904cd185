import { trimBlanks } from '../foreign-text.js';
import type { TextFormat } from '../foreign-text.js';

/** A text of a GIFT file, unescaped, with its format. */
export interface GiftText {
  format: TextFormat;
  text: string;
}

export interface GiftAnswer {
  /** True for `=`, false for `~`. */
  correct: boolean;
  /** Per cent, where one is written. */
  weight: number | null;
  text: GiftText;
  feedback: GiftText | null;
}

export type GiftBody =
  | { kind: 'description' | 'essay' | 'numerical' | 'unknown' }
  | { kind: 'true-false'; isTrue: boolean; feedback: GiftText[] }
  | { kind: 'short' | 'matching'; answers: GiftAnswer[] }
  | { kind: 'choice'; answers: GiftAnswer[] };

export interface GiftQuestion {
  /** 1-based line of the file where it begins. */
  line: number;
  title: string | null;
  /** Path of the category that holds from here on; null before the first one. */
  category: string | null;
  tags: string[];
  stem: GiftText;
  /** Answers stand inside the stem, whose gap is `_____`. */
  isGap: boolean;
  generalFeedback: GiftText | null;
  body: GiftBody;
}

/** A block that is no GIFT. */
export interface GiftProblem {
  line: number;
  code: 'brace-unclosed' | 'brace-twice' | 'stem-empty';
}

interface Block {
  line: number;
  text: string;
  tags: string[];
}

/**
 * The questions of a GIFT file as Moodle defines the format (docs.moodle.org/en/GIFT_format): blocks between empty lines,
 * `//` comments with `[tag:…]`, `$CATEGORY:`, `::title::`, `[html]` and its like, `{answers}`, `\` before a control
 * character. Syntax only; what a question means here is decided by the reader. Takes time linear in the length.
 */
export function parseGift(text: string): (GiftQuestion | GiftProblem)[] {
  const found: (GiftQuestion | GiftProblem)[] = [];
  let category: string | null = null;
  for (const block of blocksOf(text)) {
    let rest = block.text;
    const named = /^\$CATEGORY:([^\n]*)(?:\n|$)/.exec(rest);
    if (named !== null) {
      category = (named[1] ?? '').trim();
      rest = rest.slice(named[0].length);
    }
    if (rest.trim() !== '') found.push(parseBlock({ ...block, text: rest }, category));
  }
  return found;
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let block: Block | null = null;
  let lines: string[] = [];
  const close = (): void => {
    if (block !== null && lines.length > 0) blocks.push({ ...block, text: trimBlanks(lines.join('\n')) });
    block = null;
    lines = [];
  };
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    const bare = line.trim();
    if (bare === '') return close();
    const comment = bare.startsWith('//');
    block ??= { line: index + 1, text: '', tags: [] };
    if (comment) block.tags.push(...[...bare.matchAll(/\[tag:([^[\]]+)\]/g)].map((match) => match[1] ?? ''));
    else {
      // A question is where its first line is, not where the comments before it are.
      if (lines.length === 0) block.line = index + 1;
      lines.push(line);
    }
    // A category is a line of its own, even where no empty line follows.
    if (lines.length === 1 && bare.startsWith('$CATEGORY:')) close();
  });
  close();
  return blocks;
}

function parseBlock(block: Block, category: string | null): GiftQuestion | GiftProblem {
  const { line, tags } = block;
  const { title, rest } = takeTitle(block.text);
  const { format, rest: body } = takeFormat(trimBlanks(rest), 'moodle');
  const opening = findSign(body, '{', 0);
  const common = { line, title, category, tags, isGap: false, generalFeedback: null };
  if (opening === -1) {
    return { ...common, stem: readText(body, format), body: { kind: 'description' } };
  }
  const closing = findSign(body, '}', opening + 1);
  if (closing === -1) return { line, code: 'brace-unclosed' };
  if (findSign(body, '{', closing + 1) !== -1) return { line, code: 'brace-twice' };
  const before = trimBlanks(body.slice(0, opening));
  const after = trimBlanks(body.slice(closing + 1));
  if (before === '' && after === '') return { line, code: 'stem-empty' };
  const { answers, feedback } = takeGeneralFeedback(body.slice(opening + 1, closing));
  return {
    ...common,
    stem: readText(after === '' ? before : `${before} _____ ${after}`, format),
    isGap: after !== '',
    generalFeedback: feedback === null ? null : readFormatted(feedback, format),
    body: parseAnswers(trimBlanks(answers), format),
  };
}

function takeTitle(text: string): { title: string | null; rest: string } {
  if (!text.startsWith('::')) return { title: null, rest: text };
  for (let at = findSign(text, ':', 2); at !== -1; at = findSign(text, ':', at + 1)) {
    if (text[at + 1] === ':') return { title: unescape(text.slice(2, at).trim()), rest: text.slice(at + 2) };
  }
  return { title: null, rest: text };
}

function takeFormat(text: string, inherited: TextFormat): { format: TextFormat; rest: string } {
  const match = /^\[(moodle|html|plain|markdown)\]/.exec(text);
  if (match === null) return { format: inherited, rest: text };
  return { format: match[1] as TextFormat, rest: trimBlanks(text.slice(match[0].length)) };
}

function readFormatted(text: string, inherited: TextFormat): GiftText {
  const { format, rest } = takeFormat(trimBlanks(text), inherited);
  return readText(rest, format);
}

/** Line breaks of the file mean nothing in Moodle's own format; `\n` is one that does. */
function readText(text: string, format: TextFormat): GiftText {
  const bare = trimBlanks(text);
  return { format, text: unescape(format === 'moodle' ? bare.replace(/[ \t\n\r\f]+/g, ' ') : bare) };
}

function takeGeneralFeedback(text: string): { answers: string; feedback: string | null } {
  for (let at = findSign(text, '#', 0); at !== -1; at = findSign(text, '#', at + 1)) {
    if (text.startsWith('####', at)) return { answers: text.slice(0, at), feedback: text.slice(at + 4) };
  }
  return { answers: text, feedback: null };
}

function parseAnswers(text: string, format: TextFormat): GiftBody {
  if (text === '') return { kind: 'essay' };
  if (text.startsWith('#')) return { kind: 'numerical' };
  const truth = /^(true|t|false|f)(?=\s|#|$)/i.exec(text);
  if (truth !== null) {
    const [, ...feedback] = splitAt(text.slice(truth[0].length), '#');
    const isTrue = /^t/i.test(truth[0]);
    return { kind: 'true-false', isTrue, feedback: feedback.map((part) => readFormatted(part, format)) };
  }
  const parts = splitAnswers(text);
  if (parts === null) return { kind: 'unknown' };
  const answers = parts.map((part) => readAnswer(part, format));
  if (answers.some((answer) => !answer.correct)) return { kind: 'choice', answers };
  const pairs = answers.length > 1 && parts.every((part) => part.text.includes('->'));
  return { kind: pairs ? 'matching' : 'short', answers };
}

interface AnswerPart {
  sign: string;
  text: string;
}

/** Null when something stands before the first `=` or `~`. */
function splitAnswers(text: string): AnswerPart[] | null {
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '=' || text[at] === '~') starts.push(at);
  }
  if (starts[0] !== 0) return null;
  return starts.map((start, index) => ({ sign: text[start] ?? '', text: text.slice(start + 1, starts[index + 1]) }));
}

const WEIGHT = /^\s*%(-?\d{1,3}(?:\.\d{0,10})?)%/;

function readAnswer({ sign, text }: AnswerPart, format: TextFormat): GiftAnswer {
  const weight = WEIGHT.exec(text);
  const [answer = '', ...feedback] = splitAt(weight === null ? text : text.slice(weight[0].length), '#');
  const said = trimBlanks(feedback.join('#'));
  return {
    correct: sign === '=',
    weight: weight === null ? null : Number(weight[1]),
    text: readFormatted(answer, format),
    feedback: said === '' ? null : readFormatted(said, format),
  };
}

function splitAt(text: string, sign: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = findSign(text, sign, 0); at !== -1; at = findSign(text, sign, at + 1)) {
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)];
}

/** Where the sign stands next without a `\` before it; -1 when nowhere. */
function findSign(text: string, sign: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === sign) return at;
  }
  return -1;
}

function unescape(text: string): string {
  return text.replace(/\\([\\~=#{}:n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}
