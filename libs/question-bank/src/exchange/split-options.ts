import { optionLabel } from '../model/question.js';

/** How the options of one cell are told apart; one way per sheet, so that a row that differs is refused, not guessed. */
export interface OptionSeparator {
  name: string;
  /** As shown in a message. */
  shown: string;
  split: (text: string) => string[];
}

const MARK = '[.、．,，:：)）。・·;；]';

const byPattern = (name: string, shown: string, pattern: RegExp): OptionSeparator => ({
  name,
  shown,
  split: (text) =>
    text
      .split(pattern)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
});

const LINES = byPattern('lines', '换行', /\r?\n|\r/);

// In the order of trust: a separator that nobody types by accident comes first.
const SEPARATORS: readonly OptionSeparator[] = [
  byPattern('stars', '**', /\*{2,}/),
  byPattern('hashes', '##', /#{2,}/),
  byPattern('dollars', '$$', /\${2,}/),
  byPattern('ats', '@@', /@{2,}/),
  byPattern('bar', '|', /[|｜]+/),
  LINES,
  byPattern('semicolon', ';', /[;；]/),
];

/** A.… B.… C.… in one text without any other separator: letters in sequence, each with a mark behind it. */
export const LETTERED: OptionSeparator = { name: 'letters', shown: 'A. B. C.', split: splitByLetters };

/** Letters in sequence with room before each: clear by itself in a sheet that separates otherwise, which «A.甲B.乙» is not. */
export const SPACED_LETTERS: OptionSeparator = {
  name: 'spaced-letters',
  shown: LETTERED.shown,
  split: (text) => {
    const spaced = letterStarts(text).every((start) => start === 0 || /\s/.test(text.charAt(start - 1)));
    return spaced ? splitByLetters(text) : [text];
  },
};

function splitByLetters(text: string): string[] {
  const starts = letterStarts(text);
  if (starts.length === 0) return [];
  if (text.slice(0, starts[0]).trim() !== '') return [text];
  return starts.map((start, at) => text.slice(start, starts[at + 1]).trim());
}

/** Where A., B., C. … stand, in sequence from A. */
function letterStarts(text: string): number[] {
  const starts: number[] = [];
  for (let index = 0; index < 8; index += 1) {
    const label = optionLabel(index);
    const wide = String.fromCharCode(label.charCodeAt(0) + 0xfee0);
    const pattern = new RegExp(`(?<=^|[^0-9A-Za-z])[${label}${wide}]\\s*${MARK}`, 'gu');
    pattern.lastIndex = starts.at(-1) ?? 0;
    const found = pattern.exec(text);
    if (found === null) break;
    starts.push(found.index);
  }
  return starts;
}

/** A stem with its options behind it; null when there are not at least two, or one of them says nothing («A、B、C 三相»). */
export function splitStem(text: string): { stem: string; options: string } | null {
  const starts = letterStarts(text);
  const [first] = starts;
  if (first === undefined || starts.length < 2 || text.slice(0, first).trim() === '') return null;
  const texts = starts.map((start, at) => withoutLetter(text.slice(start, starts[at + 1]), MARKED));
  if (texts.some((option) => option === '')) return null;
  return { stem: text.slice(0, first).trim(), options: text.slice(first) };
}

/** What a person may choose for `SheetCorrection.optionSeparator`; any other short text does as well. */
export const OPTION_SEPARATORS: readonly string[] = [...SEPARATORS, LETTERED].map((separator) => separator.shown);

/** The separator that a person names: `**`, `|` …, `\n` for line breaks, `A.` for letters alone. */
export function namedSeparator(name: string): OptionSeparator {
  const known = [...SEPARATORS, LETTERED].find((separator) => separator.shown === name || separator.name === name);
  if (known !== undefined) return known;
  if (/^[\r\n]+$/.test(name)) return LINES;
  if (/^A\s*[.、．:：)）]?$/i.test(name)) return LETTERED;
  const split = (text: string): string[] =>
    text
      .split(name)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  return { name: 'given', shown: name, split };
}

/** The separator that at least half of the cells use; null when none does. */
export function findSeparator(cells: readonly string[]): OptionSeparator | null {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length === 0) return null;
  const share = (separator: OptionSeparator): number =>
    filled.filter((cell) => separator.split(cell).length >= 2).length / filled.length;
  return [...SEPARATORS, LETTERED].find((separator) => share(separator) >= 0.5) ?? null;
}

export interface SplitOptions {
  texts: string[];
  /** The letter printed before each option, '' where there is none. */
  printed: string[];
}

/** Splits a cell and takes the printed letters off: «A.», «Ｂ、», «C:», or a bare «D» where every option has its own. */
export function splitOptions(cell: string, separator: OptionSeparator): SplitOptions {
  const parts = separator.split(cell);
  const marked = parts.map((part) => letterOf(part, MARKED));
  if (marked.filter((letter) => letter !== '').length * 2 >= parts.length) {
    return {
      texts: parts.map((part, index) => (marked[index] === '' ? part : withoutLetter(part, MARKED))),
      printed: marked,
    };
  }
  // «A:接闪器 **B引下线 **C断接卡»: letters without a mark count only as a full sequence; «A类», «B类» are names.
  const loose = parts.map((part, index) => marked[index] || letterOf(part, BARE));
  const texts = parts.map((part, index) => withoutLetter(part, marked[index] === '' ? BARE : MARKED));
  const isSequence =
    loose.every((letter, index) => letter === optionLabel(index)) && new Set(texts).size === texts.length;
  return isSequence ? { texts, printed: loose } : { texts: parts, printed: parts.map(() => '') };
}

/** Takes «A.», «B.» … off options that have a cell each, if every one of them carries its own letter. */
export function takeLetters(parts: readonly string[]): SplitOptions {
  const printed = parts.map((part) => letterOf(part, MARKED));
  const isSequence = printed.every((letter, index) => letter === optionLabel(index));
  if (!isSequence) return { texts: [...parts], printed: parts.map(() => '') };
  return { texts: parts.map((part) => withoutLetter(part, MARKED)), printed };
}

const MARKED = new RegExp(`^([A-Ha-hＡ-Ｈ])\\s*${MARK}\\s*`, 'u');
const BARE = /^([A-HＡ-Ｈ])\s*(?=[\p{Script=Han}《“"(（0-9])/u;

function letterOf(part: string, pattern: RegExp): string {
  return (pattern.exec(part)?.[1] ?? '').normalize('NFKC').toUpperCase();
}

function withoutLetter(part: string, pattern: RegExp): string {
  return part.replace(pattern, '').trim();
}
