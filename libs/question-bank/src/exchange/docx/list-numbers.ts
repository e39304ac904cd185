/** How the numbers of one list level look, from word/numbering.xml (ECMA-376 part 1, 17.9). */
export interface ListLevel {
  /** `decimal`, `upperLetter`, `chineseCounting` … */
  format: string;
  /** `%1.`, `（%1）`, `%1.%2`. */
  text: string;
  start: number;
  /** The list says itself where this level begins, instead of going on. */
  isOverride?: boolean;
}

/** The lists of a document: levels by list number, as `numId` of a paragraph names them. */
export interface ListDefinitions {
  lists: ReadonlyMap<string, { abstractId: string; levels: ReadonlyMap<number, ListLevel> }>;
  /** List and level that a paragraph style brings. */
  styles: ReadonlyMap<string, { numId: string; level: number }>;
}

export const NO_LISTS: ListDefinitions = { lists: new Map(), styles: new Map() };

const DIGITS = '零一二三四五六七八九';
const ROMANS: readonly [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** Counts the automatic numbers of a document's paragraphs, so that they can be read like typed ones. */
export class ListCounter {
  /** Lists that share an abstract list go on counting one another's numbers. */
  readonly #counts = new Map<string, number[]>();
  readonly #started = new Set<string>();

  constructor(readonly definitions: ListDefinitions) {}

  /** The number in front of the next paragraph of this list and level; '' for a bullet or an unknown list. */
  next(numId: string, level: number): string {
    const list = this.definitions.lists.get(numId);
    const shape = list?.levels.get(level);
    if (list === undefined || shape === undefined) return '';
    const counts = this.#counts.get(list.abstractId) ?? [];
    this.#counts.set(list.abstractId, counts);
    // A list that was begun anew (its own start) does not go on from the other one.
    const isFirst = !this.#started.has(`${numId} ${level}`);
    this.#started.add(`${numId} ${level}`);
    const before = counts[level];
    const restarts = before === undefined || (isFirst && this.#isOwnStart(numId, level));
    counts[level] = restarts ? shape.start : before + 1;
    counts.length = level + 1;
    if (shape.format === 'bullet' || shape.format === 'none') return '';
    return shape.text.replace(/%([1-9])/gu, (_, digit: string) => {
      const at = Number(digit) - 1;
      const other = list.levels.get(at);
      return other === undefined ? '' : formatNumber(counts[at] ?? other.start, other.format);
    });
  }

  #isOwnStart(numId: string, level: number): boolean {
    return this.definitions.lists.get(numId)?.levels.get(level)?.isOverride === true;
  }
}

/** A number as Word shows it in this format; plain digits for formats that are no letters or Chinese numerals. */
export function formatNumber(value: number, format: string): string {
  if (format === 'upperLetter' || format === 'lowerLetter') {
    const letter = String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);
    return format === 'upperLetter' ? letter : letter.toLowerCase();
  }
  if (format === 'upperRoman' || format === 'lowerRoman') {
    return format === 'upperRoman' ? toRoman(value) : toRoman(value).toLowerCase();
  }
  if (/^(?:chinese|japanese|ideographDigital|taiwanese)/u.test(format)) return toChinese(value);
  return String(value);
}

function toRoman(value: number): string {
  let rest = value;
  let text = '';
  for (const [size, sign] of ROMANS) {
    while (rest >= size) {
      text += sign;
      rest -= size;
    }
  }
  return text;
}

/** 1 to 99 in Chinese numerals; larger numbers in digits. */
function toChinese(value: number): string {
  if (value < 1 || value > 99) return String(value);
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const head = tens === 0 ? '' : `${tens === 1 ? '' : (DIGITS[tens] ?? '')}十`;
  return `${head}${ones === 0 ? '' : (DIGITS[ones] ?? '')}`;
}
