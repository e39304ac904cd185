import type { FoundPicture } from '../picture-intake.js';
import { KeyGatherer, looksLikeKey } from './key-gatherer.js';
import { parseAnswersRow, parseKeyLine } from './key-lines.js';
import { labelAtStart, labelsInside } from './labels.js';
import { Material } from './material.js';
import { OpenQuestion } from './open-question.js';
import * as P from './patterns.js';
import { cutPictured, isPictureOnly } from './pictured-text.js';
import type { PicturedText } from './pictured-text.js';
import { beginsOptions, holdsQuestion, prepareLines, splitDense } from './prepared-lines.js';
import type { PreparedLine } from './prepared-lines.js';
import { NO_SECTION, sectionHead } from './section-head.js';
import { isStatement } from './stem-answer.js';
import type { Section, TextBlock, TextLine, Zone } from './text-question.js';

export interface Gathered {
  zones: Zone[];
  /** Lines that found no place. */
  leftOut: TextLine[];
  /** Pictures that belong to no question, and where the first of them stands; null where there is none. */
  outside: { row: number; count: number } | null;
  /** Lines that hold anything. */
  lines: number;
}

/** Called now and then with lines done of lines in all; may throw to stop. */
export type Tick = (done: number, total: number) => void;

const NO_LINE: PicturedText = { text: '' };
const TICK_LINES = 1000;
/** Lost numbers up to this many are taken for a gap even where the question before looks unfinished. */
const SMALL_GAP = 3;
const FOOTER =
  /^(?:(?:考试|试卷|全卷)?(?:结束|完毕)|以下(?:无正文|空白)|-{0,3}\s{0,3}第\s{0,3}\d{1,4}\s{0,3}页.{0,20}|-\s{0,3}\d{1,4}\s{0,3}-)[。.!]?$/u;
/**
 * Cuts a text into questions and lists of answers. Pure: it decides where things begin and end, not what they mean.
 *
 * @param startsInKey the text is a list of answers and nothing else (a second file)
 */
export function gather(lines: readonly TextLine[], startsInKey = false, tick: Tick = () => undefined): Gathered {
  const prepared = prepareLines(lines);
  const gatherer = new Gatherer(prepared, startsInKey);
  for (let at = 0; at < prepared.length; at += 1) {
    if (at % TICK_LINES === 0) tick(at, prepared.length);
    gatherer.take(at);
  }
  const zones = gatherer.finish();
  const { leftOut } = gatherer;
  return { zones, leftOut, outside: outsideOf(prepared, zones), lines: prepared.length };
}

function outsideOf(lines: readonly PreparedLine[], zones: readonly Zone[]): Gathered['outside'] {
  const pictured = lines.filter(({ pictures }) => pictures !== undefined);
  if (pictured.length === 0) return null;
  const placed = new Set(zones.flatMap(picturesIn));
  const rows = pictured.flatMap(({ row, pictures = [] }) =>
    pictures.filter(({ picture }) => !placed.has(picture)).map(() => row),
  );
  return rows[0] === undefined ? null : { row: rows[0], count: rows.length };
}

/** Pictures that belong to a question or to its answer. */
function picturesIn({ blocks, keys }: Zone): FoundPicture[] {
  const inText = (part: PicturedText): FoundPicture[] => (part.pictures ?? []).map(({ picture }) => picture);
  // One for all questions that share it.
  const materials = new Set(blocks.map(({ material }) => material));
  return [
    ...[...materials].flatMap(inText),
    ...blocks.flatMap(({ body, fieldPictures }) => [
      ...body.flatMap(inText),
      ...fieldPictures.map(({ picture }) => picture),
    ]),
    ...keys.flatMap(({ entries }) => entries.flatMap(({ pictures = [] }) => pictures)),
  ];
}

class Gatherer {
  readonly leftOut: TextLine[] = [];
  readonly #zones: Zone[] = [];
  #blocks: TextBlock[] = [];
  #keys: KeyGatherer | null = null;
  #question: OpenQuestion | null = null;
  #section: Section = NO_SECTION;
  #material = new Material();
  #last: number | null = null;
  #run = 0;

  constructor(
    readonly lines: readonly PreparedLine[],
    readonly onlyKeys: boolean,
  ) {
    if (onlyKeys) this.#keys = new KeyGatherer();
  }

  take(at: number): void {
    const line = this.lines[at];
    if (line === undefined) return;
    if (isPictureOnly(line)) return this.#takePicture(line);
    if (this.#keys !== null) {
      if (this.onlyKeys || !this.#beginsQuestion(at, line)) {
        if (P.KEY_TITLE.test(line.folded)) return;
        if (this.#keys.take(line)) this.#keys.illustrate(line);
        else this.leftOut.push(line);
        return;
      }
      this.#closeZone();
    }
    if (this.#takeHead(line) || this.#takeKeyTitle(at, line) || this.#takeNumber(at, line)) return;
    if (this.#takeMaterial(line) || this.#question?.addLabelled(line) === true || this.#takeUnnumbered(at, line))
      return;
    this.#continue(line);
  }

  #takePicture(line: PreparedLine): void {
    if (this.#keys?.illustrate(line) === true) return;
    if (this.#keys === null && this.#question !== null) this.#question.illustrate(line);
    else if (this.#keys === null && this.#material.isOpen) this.#material.add(line);
    else this.leftOut.push(line);
  }

  finish(): Zone[] {
    this.#closeZone();
    return this.#zones;
  }

  #closeZone(): void {
    if (this.#blocks.length > 0 || this.#keys !== null) {
      this.#zones.push({ blocks: this.#blocks, keys: this.#keys?.groups ?? [] });
    }
    this.#blocks = [];
    this.#keys = null;
    this.#question = null;
    this.#startSection(NO_SECTION);
  }

  #startSection(section: Section): void {
    this.#section = section;
    this.#question = null;
    this.#last = null;
    this.#run += 1;
    this.#material = new Material();
  }

  #takeHead({ folded, row, text, afterBlank }: PreparedLine): boolean {
    const head = sectionHead(folded);
    if (head === null) return false;
    if (this.#blocks.length > 0 && parseKeyLine(head.rest.replace(/^[:\s]{1,9}/u, ''))?.kind === 'answers') {
      this.#enterKey();
      this.#keys?.take({ row, text, folded, afterBlank, mark: null, strongNumbers: true });
      return true;
    }
    this.#startSection({ title: head.title, stated: head.stated });
    return true;
  }

  #enterKey(): void {
    this.#question = null;
    this.#keys = new KeyGatherer();
  }

  /** «参考答案» alone begins the list of answers; «答案:» alone may belong to the question above it. */
  #takeKeyTitle(at: number, line: PreparedLine): boolean {
    const title = P.KEY_TITLE.exec(line.folded);
    const next = this.#textAfter(at);
    if (title === null || this.#blocks.length === 0) return this.#takeKeyRow(line, next) || this.#takeKeyLabel(line);
    const isList = next !== undefined && looksLikeKey(next);
    const question = this.#question;
    if (!isList && question !== null && this.#opensField(question, line, next, title[1] === ':')) return true;
    this.#enterKey();
    return true;
  }

  #opensField(
    question: OpenQuestion,
    { folded }: PreparedLine,
    next: PreparedLine | undefined,
    hasColon: boolean,
  ): boolean {
    const isAnswered = question.block.fields.answer !== undefined;
    const isExplanation = isAnswered && /解析[\]】]?:?$/u.test(folded);
    const isAnswer = next !== undefined && (P.LETTERS.test(next.folded) || P.TRUTH.test(next.folded));
    if (!isExplanation && (isAnswered || !(isAnswer || hasColon))) return false;
    question.addField(isExplanation ? 'explanation' : 'answer', { text: '' });
    return true;
  }

  /** «题号 1 2 3» with as many answers in the next line: a table of answers without a title. */
  #takeKeyRow(line: PreparedLine, next: PreparedLine | undefined): boolean {
    const row = parseKeyLine(line.folded);
    if (row?.kind !== 'numbers' || next === undefined || this.#blocks.length === 0) return false;
    if (parseAnswersRow(next.folded, row.numbers) === null) return false;
    this.#enterKey();
    return this.#keys?.take(line) ?? false;
  }

  /** «答案:1.A 2.B», «参考答案:1-5 ABCDA»: the list begins on the line of its label. */
  #takeKeyLabel(line: PreparedLine): boolean {
    const label = labelAtStart(line.folded);
    if (label?.field !== 'answer' || this.#blocks.length === 0) return false;
    const parsed = parseKeyLine(line.folded.slice(label.end));
    if (parsed?.kind !== 'answers' || parsed.answers.length < 2) return false;
    this.#enterKey();
    const rest = { ...line, text: line.text.slice(label.end), folded: line.folded.slice(label.end) };
    return this.#keys?.take(rest) ?? false;
  }

  #takeNumber(at: number, line: PreparedLine): boolean {
    const { mark } = line;
    if (mark === null || !this.#accepts(at, line)) return false;
    for (const [index, piece] of splitDense(line.folded, mark.number, mark.length).entries()) {
      const gap = this.#last !== null && piece.number > this.#last + 1 ? this.#last : null;
      const question = this.#begin(line, piece.number, piece.number === mark.number ? mark.bracket : '');
      if (gap !== null) {
        const message = `题号从 ${gap} 跳到 ${piece.number}，请看看中间有没有漏掉的题。`;
        question.block.doubts.push({ code: 'number-gap', message });
      }
      // A picture that floats hangs before the number.
      question.addBody(line.row, cutPictured(line, piece.start, piece.end, index === 0 ? 0 : piece.start));
    }
    return true;
  }

  #accepts(at: number, line: PreparedLine): boolean {
    const { mark } = line;
    if (mark === null || (mark.style !== 'strong' && line.strongNumbers)) return false;
    const isNext = mark.number === (this.#last ?? 0) + 1;
    if (mark.isFigure) return isNext;
    if (mark.style === 'weak') return isNext && (this.#question === null || this.#question.isComplete);
    if (isNext || this.#question === null) return true;
    const last = this.#last ?? 0;
    if (this.#question.isComplete) return !this.#question.isExplained || this.#showsQuestion(at, line);
    if (mark.number > last && mark.number - last <= SMALL_GAP) return true;
    return mark.number === 1 && this.#showsQuestion(at, line);
  }

  #showsQuestion(at: number, line: PreparedLine): boolean {
    return holdsQuestion(line.folded) || [1, 2].some((steps) => beginsOptions(this.#textAfter(at, steps)));
  }

  /** Within a list of answers: a line that can only be a question ends the list. */
  #beginsQuestion(at: number, line: PreparedLine): boolean {
    if (line.mark === null) return !P.OPTION_START.test(line.folded) && beginsOptions(this.#textAfter(at));
    if (looksLikeKey(line)) return false;
    return this.#showsQuestion(at, line) && labelsInside(line.folded, 0).length === 0;
  }

  /** The next line, or the one after it, that holds more than a picture. */
  #textAfter(at: number, steps = 1): PreparedLine | undefined {
    let next = at + 1;
    while (isPictureOnly(this.lines[next] ?? NO_LINE)) next += 1;
    return steps === 1 ? this.lines[next] : this.#textAfter(next, steps - 1);
  }

  #begin({ row }: PreparedLine, number: number | null, mark: string): OpenQuestion {
    if (number !== null && this.#last !== null && number <= this.#last) this.#run += 1;
    const block: TextBlock = {
      row,
      number,
      mark,
      section: this.#section,
      run: this.#run,
      material: this.#material.of(number),
      body: [],
      fields: {},
      fieldPictures: [],
      doubts: [],
    };
    this.#blocks.push(block);
    this.#question = new OpenQuestion(block);
    this.#last = number ?? this.#last;
    return this.#question;
  }

  #takeMaterial(line: PreparedLine): boolean {
    if (this.#question !== null && !this.#question.isComplete) return false;
    if (!this.#material.begin(line)) return false;
    this.#question = null;
    return true;
  }

  /** A question without number: its options follow at once, or it is a statement with its mark in a 判断 section. */
  #takeUnnumbered(at: number, line: PreparedLine): boolean {
    const isFree = this.#question === null || this.#question.isOver;
    if (line.mark !== null || P.OPTION_START.test(line.folded)) return false;
    const isJudged = this.#section.stated.type === 'true_false' && this.#last === null && isStatement(line.folded);
    if (!isJudged && !(isFree && beginsOptions(this.#textAfter(at)))) return false;
    this.#begin(line, null, '').addBody(line.row, line);
    return true;
  }

  #continue(line: PreparedLine): void {
    if (this.#question === null && this.#material.isOpen) this.#material.add(line);
    else if (FOOTER.test(line.folded) || this.#question?.goOn(line) !== true) this.leftOut.push(line);
  }
}
