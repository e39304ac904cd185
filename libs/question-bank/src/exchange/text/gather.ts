import { foldWidth } from './fold-width.js';
import type { FoundPicture } from '../picture-intake.js';
import { KeyGatherer, looksLikeKey } from './key-gatherer.js';
import { parseAnswersRow, parseKeyLine } from './key-lines.js';
import { labelAtStart, labelsInside } from './labels.js';
import type { Label } from './labels.js';
import { Material } from './material.js';
import * as P from './patterns.js';
import { cutPictured, isPictureOnly } from './pictured-text.js';
import type { PicturedText } from './pictured-text.js';
import { beginsOptions, holdsQuestion, prepareLines, splitDense } from './prepared-lines.js';
import type { PreparedLine } from './prepared-lines.js';
import { NO_SECTION, sectionHead } from './section-head.js';
import { isStatement } from './stem-answer.js';
import type { Section, TextBlock, TextField, TextLine, Zone } from './text-question.js';

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
/** Fields whose text may go on in the next line. */
const LONG_FIELDS: ReadonlySet<string> = new Set<TextField>([
  'explanation',
  'knowledgePoint',
  'sourceClause',
  'criteriaClause',
]);

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
  return {
    zones: gatherer.finish(),
    leftOut: gatherer.leftOut,
    outside: outsideOf(prepared, gatherer.placed),
    lines: prepared.length,
  };
}

function outsideOf(lines: readonly PreparedLine[], placed: ReadonlySet<FoundPicture>): Gathered['outside'] {
  const outside = lines.flatMap(({ row, pictures = [] }) =>
    pictures.filter(({ picture }) => !placed.has(picture)).map(() => row),
  );
  return outside[0] === undefined ? null : { row: outside[0], count: outside.length };
}

class Gatherer {
  readonly leftOut: TextLine[] = [];
  /** Pictures that belong to a question. */
  readonly placed = new Set<FoundPicture>();
  readonly #zones: Zone[] = [];
  #blocks: TextBlock[] = [];
  #keys: KeyGatherer | null = null;
  #block: TextBlock | null = null;
  /** What the next plain line belongs to. */
  #active: TextField | 'body' = 'body';
  #isComplete = false;
  #hasOptions = false;
  /** The stem ended with a mark of truth: nothing of it can follow but options. */
  #isJudged = false;
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
        if (!this.#keys.take(line)) this.leftOut.push(line);
        else if (line.pictures !== undefined) this.#illustrateKey(this.#keys, line);
        return;
      }
      this.#closeZone();
    }
    if (this.#takeHead(line) || this.#takeKeyTitle(at, line) || this.#takeNumber(at, line)) return;
    if (this.#takeMaterial(line) || this.#takeLabel(line) || this.#takeUnnumbered(at, line)) return;
    this.#continue(line);
  }

  /** A picture in a paragraph of its own belongs to what was written before it. */
  #takePicture(line: PreparedLine): void {
    const block = this.#block;
    if (this.#keys !== null) this.#illustrateKey(this.#keys, line);
    else if (block === null && this.#material.isOpen) this.#material.add(line);
    else if (block === null) this.leftOut.push(line);
    else if (this.#active === 'body') this.#addBody(block, line);
    else this.#addToField(block, this.#active, line);
  }

  #illustrateKey(keys: KeyGatherer, line: PreparedLine): void {
    if (keys.illustrate()) this.#place(line);
    else if (line.text === '') this.leftOut.push(line);
  }

  #place({ pictures = [] }: PicturedText): void {
    for (const { picture } of pictures) this.placed.add(picture);
  }

  #addBody(block: TextBlock, line: TextLine): void {
    const { row, text, pictures } = line;
    block.body.push(pictures === undefined ? { row, text } : { row, text, pictures });
    this.#place(line);
  }

  #addToField(block: TextBlock, field: TextField, { pictures }: PicturedText): void {
    if (pictures === undefined) return;
    block.picturedFields.push(field);
    this.#place({ text: '', pictures });
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
    this.#block = null;
    this.#startSection(NO_SECTION);
  }

  #startSection(section: Section): void {
    this.#section = section;
    this.#block = null;
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
    this.#block = null;
    this.#keys = new KeyGatherer();
  }

  /** «参考答案» alone begins the list of answers; «答案:» alone may belong to the question above it. */
  #takeKeyTitle(at: number, line: PreparedLine): boolean {
    const title = P.KEY_TITLE.exec(line.folded);
    const next = this.#textAfter(at);
    if (title === null || this.#blocks.length === 0) return this.#takeKeyRow(line, next) || this.#takeKeyLabel(line);
    const isList = next !== undefined && looksLikeKey(next);
    if (!isList && this.#block !== null) {
      if (/解析[\]】]?:?$/u.test(line.folded) && this.#block.fields.answer !== undefined)
        return this.#open('explanation', '');
      const isAnswer = next !== undefined && (P.LETTERS.test(next.folded) || P.TRUTH.test(next.folded));
      if ((isAnswer || title[1] === ':') && this.#block.fields.answer === undefined) return this.#open('answer', '');
    }
    this.#enterKey();
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
      this.#openBlock(line, piece.number, piece.number === mark.number ? mark.bracket : '');
      if (gap !== null) {
        this.#doubt('number-gap', `题号从 ${gap} 跳到 ${piece.number}，请看看中间有没有漏掉的题。`);
      }
      // A picture that floats hangs before the number.
      this.#pushBody(line, cutPictured(line, piece.start, piece.end, index === 0 ? 0 : piece.start));
    }
    return true;
  }

  #accepts(at: number, line: PreparedLine): boolean {
    const { mark } = line;
    if (mark === null || (mark.style !== 'strong' && line.strongNumbers)) return false;
    const isNext = mark.number === (this.#last ?? 0) + 1;
    if (mark.isFigure) return isNext;
    if (mark.style === 'weak') return isNext && (this.#block === null || this.#isComplete);
    if (isNext || this.#block === null) return true;
    const last = this.#last ?? 0;
    if (this.#isComplete) return this.#active !== 'explanation' || this.#showsQuestion(at, line);
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

  #openBlock(line: PreparedLine, number: number | null, mark: string): void {
    if (number !== null && this.#last !== null && number <= this.#last) this.#run += 1;
    const material = this.#material.of(number);
    this.#place(material);
    this.#block = {
      row: line.row,
      number,
      mark,
      section: this.#section,
      run: this.#run,
      material,
      body: [],
      fields: {},
      picturedFields: [],
      doubts: [],
    };
    this.#blocks.push(this.#block);
    this.#last = number ?? this.#last;
    this.#active = 'body';
    this.#hasOptions = false;
    this.#isJudged = false;
    this.#isComplete = mark !== '' || this.#section.stated.type === 'true_false';
  }

  #takeMaterial(line: PreparedLine): boolean {
    if (this.#block !== null && !this.#isComplete) return false;
    if (!this.#material.begin(line)) return false;
    this.#block = null;
    return true;
  }

  #takeLabel(line: PreparedLine): boolean {
    const label = labelAtStart(line.folded);
    if (label === null || this.#block === null) return false;
    this.#takeLabels(line, [label, ...labelsInside(line.folded, label.end)]);
    return true;
  }

  #takeLabels(line: PreparedLine, labels: readonly Label[]): void {
    labels.forEach((label, index) => {
      const next = labels[index + 1];
      const part = cutPictured(line, label.end, next?.start, label.start);
      this.#open(label.field, part.text);
      if (this.#block !== null) this.#addToField(this.#block, label.field, part);
    });
  }

  #open(field: TextField, text: string): boolean {
    if (this.#block === null) return false;
    const before = this.#block.fields[field];
    this.#block.fields[field] = before === undefined || before === '' ? text : `${before}\n${text}`;
    this.#active = field;
    if (field === 'answer') this.#isComplete = true;
    return true;
  }

  /** A question without number: its options follow at once, or it is a statement with its mark in a 判断 section. */
  #takeUnnumbered(at: number, line: PreparedLine): boolean {
    const isFree = this.#block === null || (this.#active === 'body' ? this.#hasOptions : this.#isComplete);
    if (line.mark !== null || P.OPTION_START.test(line.folded)) return false;
    const isJudged = this.#section.stated.type === 'true_false' && this.#last === null && isStatement(line.folded);
    if (!isJudged && !(isFree && beginsOptions(this.#textAfter(at)))) return false;
    this.#openBlock(line, null, '');
    this.#pushBody(line, line);
    return true;
  }

  #continue(line: PreparedLine): void {
    const block = this.#block;
    if (this.#material.isOpen && block === null) return this.#material.add(line);
    if (block === null || FOOTER.test(line.folded)) return void this.leftOut.push(line);
    if (this.#active === 'body') {
      const isOption = P.OPTION_START.test(line.folded) || P.OPTION_LOOSE.test(line.folded);
      const isOver = this.#isJudged || (line.afterBlank && this.#isComplete);
      const isStray = isOver && !isOption && labelsInside(line.folded, 0).length === 0;
      if (isStray) this.leftOut.push(line);
      else this.#pushBody(line, line);
      return;
    }
    const text = block.fields[this.#active] ?? '';
    const goesOn = LONG_FIELDS.has(this.#active) || (this.#active === 'answer' && !isChoiceAnswer(text));
    if (text === '' || (goesOn && !line.afterBlank)) {
      this.#open(this.#active, line.text);
      this.#addToField(block, this.#active, line);
    } else this.leftOut.push(line);
  }

  #pushBody(line: PreparedLine, content: PicturedText): void {
    if (this.#block === null) return;
    const folded = foldWidth(content.text);
    const labels = labelsInside(folded, 0);
    const body = labels[0] === undefined ? content : cutPictured(content, 0, labels[0].start);
    if (body.text !== '' || isPictureOnly(body)) this.#addBody(this.#block, { row: line.row, ...body });
    const letter = P.OPTION_START.exec(folded);
    if (letter !== null && !/^a$/iu.test(letter[1] ?? letter[2] ?? '')) this.#hasOptions = true;
    if (this.#hasOptions || holdsQuestion(folded)) this.#isComplete = true;
    this.#isJudged = P.TRUTH_END.test(foldWidth(body.text));
    if (labels.length > 0)
      this.#takeLabels({ ...line, folded, text: content.text, pictures: content.pictures }, labels);
  }

  #doubt(code: string, message: string): void {
    this.#block?.doubts.push({ code, message });
  }
}

function isChoiceAnswer(text: string): boolean {
  const folded = foldWidth(text).replace(/[。.]$/u, '');
  return P.LETTERS.test(folded) || P.TRUTH.test(folded);
}
