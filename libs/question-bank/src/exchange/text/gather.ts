import { foldWidth } from './fold-width.js';
import { KeyGatherer } from './key-gatherer.js';
import { parseAnswersRow, parseKeyLine } from './key-lines.js';
import { labelAtStart, labelsInside } from './labels.js';
import type { Label } from './labels.js';
import * as P from './patterns.js';
import { beginsOptions, holdsQuestion, prepareLines, splitDense } from './prepared-lines.js';
import type { PreparedLine } from './prepared-lines.js';
import { NO_SECTION, sectionHead } from './section-head.js';
import { isStatement } from './stem-answer.js';
import type { Section, TextBlock, TextField, TextLine, Zone } from './text-question.js';

export interface Gathered {
  zones: Zone[];
  /** Lines that found no place. */
  leftOut: TextLine[];
  /** Lines that hold anything. */
  lines: number;
}

/** Called now and then with lines done of lines in all; may throw to stop. */
export type Tick = (done: number, total: number) => void;

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
  return { zones: gatherer.finish(), leftOut: gatherer.leftOut, lines: prepared.length };
}

class Gatherer {
  readonly leftOut: TextLine[] = [];
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
  #material = { text: '', from: 0, to: Infinity };
  #inMaterial = false;
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
    if (this.#keys !== null) {
      if (this.onlyKeys || !this.#beginsQuestion(at, line)) {
        if (P.KEY_TITLE.test(line.folded) || this.#keys.take(line)) return;
        this.leftOut.push(line);
        return;
      }
      this.#closeZone();
    }
    if (this.#takeHead(line) || this.#takeKeyTitle(at, line) || this.#takeNumber(at, line)) return;
    if (this.#takeMaterial(line) || this.#takeLabel(line) || this.#takeUnnumbered(at, line)) return;
    this.#continue(line);
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
    this.#material = { text: '', from: 0, to: Infinity };
    this.#inMaterial = false;
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
    const next = this.lines[at + 1];
    if (title === null || this.#blocks.length === 0) return this.#takeKeyRow(line, next) || this.#takeKeyLabel(line);
    const isList = next !== undefined && this.#looksLikeKey(next);
    if (!isList && this.#block !== null) {
      if (/解析[\]】]?:?$/u.test(line.folded) && this.#block.fields.answer !== undefined)
        return this.#open('explanation', '');
      const isAnswer = next !== undefined && (P.LETTERS.test(next.folded) || P.TRUTH.test(next.folded));
      if ((isAnswer || title[1] === ':') && this.#block.fields.answer === undefined) return this.#open('answer', '');
    }
    this.#enterKey();
    return true;
  }

  #looksLikeKey({ folded }: PreparedLine): boolean {
    if (sectionHead(folded) !== null) return true;
    const cut = labelsInside(folded, 0).find((label) => label.field === 'explanation');
    const parsed = parseKeyLine((cut === undefined ? folded : folded.slice(0, cut.start)).trim());
    if (parsed === null) return false;
    if (parsed.kind === 'sequence') return !P.LETTERS.test(folded) || parsed.text.length > 8;
    return parsed.kind === 'numbers' || parsed.answers.some((answer) => !answer.isText);
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
    for (const piece of splitDense(line.folded, mark.number, mark.length)) {
      const gap = this.#last !== null && piece.number > this.#last + 1 ? this.#last : null;
      this.#openBlock(line, piece.number, piece.number === mark.number ? mark.bracket : '');
      if (gap !== null) {
        this.#doubt('number-gap', `题号从 ${gap} 跳到 ${piece.number}，请看看中间有没有漏掉的题。`);
      }
      this.#pushBody(line, line.text.slice(piece.start, piece.end).trim());
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
    return holdsQuestion(line.folded) || beginsOptions(this.lines[at + 1]) || beginsOptions(this.lines[at + 2]);
  }

  /** Within a list of answers: a line that can only be a question ends the list. */
  #beginsQuestion(at: number, line: PreparedLine): boolean {
    if (line.mark === null) return !P.OPTION_START.test(line.folded) && beginsOptions(this.lines[at + 1]);
    if (this.#looksLikeKey(line)) return false;
    return this.#showsQuestion(at, line) && labelsInside(line.folded, 0).length === 0;
  }

  #openBlock(line: PreparedLine, number: number | null, mark: string): void {
    if (number !== null && this.#last !== null && number <= this.#last) this.#run += 1;
    const { from, to, text } = this.#material;
    if (number !== null && number > to) this.#material = { text: '', from: 0, to: Infinity };
    const isShared = number === null || (number >= from && number <= to);
    this.#block = {
      row: line.row,
      number,
      mark,
      section: this.#section,
      run: this.#run,
      material: isShared ? text : '',
      body: [],
      fields: {},
      hasImage: false,
      doubts: [],
    };
    this.#blocks.push(this.#block);
    this.#last = number ?? this.#last;
    this.#inMaterial = false;
    this.#active = 'body';
    this.#hasOptions = false;
    this.#isJudged = false;
    this.#isComplete = mark !== '' || this.#section.stated.type === 'true_false';
  }

  #takeMaterial({ text, folded }: PreparedLine): boolean {
    const range = P.MATERIAL_RANGE.exec(folded);
    const isFree = this.#block === null || this.#isComplete;
    if (!(range !== null || P.MATERIAL_HEAD.test(folded)) || !isFree || P.OPTION_START.test(folded)) return false;
    const [from, to] = range === null ? [0, Infinity] : [Number(range[1]), Number(range[2])];
    // «根据以下材料回答 1-2 题» and «材料:…» behind it are one material.
    if (this.#inMaterial && range === null) this.#addMaterial(text);
    else this.#material = { text: /^[[【(]?共[用享]题干[\]】)]?:?$/u.test(folded) ? '' : text, from, to };
    this.#block = null;
    this.#inMaterial = true;
    return true;
  }

  #addMaterial(text: string): void {
    this.#material.text = this.#material.text === '' ? text : `${this.#material.text}\n${text}`;
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
      this.#open(label.field, line.text.slice(label.end, next?.start ?? line.text.length).trim());
    });
    if (line.hasImage === true && this.#block !== null) this.#block.hasImage = true;
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
    if (!isJudged && !(isFree && beginsOptions(this.lines[at + 1]))) return false;
    this.#openBlock(line, null, '');
    this.#pushBody(line, line.text);
    return true;
  }

  #continue(line: PreparedLine): void {
    const block = this.#block;
    if (this.#inMaterial && block === null) return this.#addMaterial(line.text);
    if (block === null || FOOTER.test(line.folded)) return void this.leftOut.push(line);
    if (line.hasImage === true) block.hasImage = true;
    if (this.#active === 'body') {
      const isOption = P.OPTION_START.test(line.folded) || P.OPTION_LOOSE.test(line.folded);
      const isOver = this.#isJudged || (line.afterBlank && this.#isComplete);
      const isStray = isOver && !isOption && labelsInside(line.folded, 0).length === 0;
      if (isStray && line.text !== '') this.leftOut.push(line);
      else this.#pushBody(line, line.text);
      return;
    }
    const text = block.fields[this.#active] ?? '';
    const goesOn = LONG_FIELDS.has(this.#active) || (this.#active === 'answer' && !isChoiceAnswer(text));
    if (text === '' || (goesOn && !line.afterBlank)) this.#open(this.#active, line.text);
    else this.leftOut.push(line);
  }

  #pushBody(line: PreparedLine, text: string): void {
    if (this.#block === null) return;
    const folded = foldWidth(text);
    const labels = labelsInside(folded, 0);
    const body = labels[0] === undefined ? text : text.slice(0, labels[0].start).trim();
    if (line.hasImage === true) this.#block.hasImage = true;
    if (body !== '') this.#block.body.push({ row: line.row, text: body });
    const letter = P.OPTION_START.exec(folded);
    if (letter !== null && !/^a$/iu.test(letter[1] ?? letter[2] ?? '')) this.#hasOptions = true;
    if (this.#hasOptions || holdsQuestion(folded)) this.#isComplete = true;
    this.#isJudged = P.TRUTH_END.test(foldWidth(body));
    if (labels.length > 0) this.#takeLabels({ ...line, text, folded }, labels);
  }

  #doubt(code: string, message: string): void {
    this.#block?.doubts.push({ code, message });
  }
}

function isChoiceAnswer(text: string): boolean {
  const folded = foldWidth(text).replace(/[。.]$/u, '');
  return P.LETTERS.test(folded) || P.TRUTH.test(folded);
}
