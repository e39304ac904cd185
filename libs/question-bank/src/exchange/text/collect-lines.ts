import type { QuestionType } from '../../model/question.js';
import type { Pace } from '../pace.js';
import { undescribedRemark } from '../picture-intake.js';
import type { PictureIntake } from '../picture-intake.js';
import type { DoubtfulRow } from '../read-result.js';
import { newSheet } from '../result-collector.js';
import type { ResultCollector } from '../result-collector.js';
import { blockToQuestion } from './block-to-question.js';
import type { TextQuestion } from './block-to-question.js';
import { gather } from './gather.js';
import type { Gathered, Tick } from './gather.js';
import { textLines } from './text-blocks.js';
import { matchKeys } from './match-keys.js';
import type { TextLine, TextRemark, Zone } from './text-question.js';
import { missingPicture, withPictures } from './with-pictures.js';

/** The name of the one part of a text, as places show it. */
export const BODY_SHEET = '正文';
/** The name of the list of answers in a second file. */
export const ANSWERS_SHEET = '答案文件';

export interface TextOptions {
  /** A second text that holds the answers. */
  answers?: string | readonly TextLine[];
  /** Type of the questions that say none. */
  type?: QuestionType | null;
  /** What places are counted in: lines of a text, paragraphs (段) of a document. */
  unit?: '行' | '段';
  tick?: Tick;
}

/** What was found in a text before it becomes a {@link ReadResult}: every question with its kind, supported or not. */
export interface TextReading {
  questions: TextQuestion[];
  /** Lines without a place, and answers without a question. */
  remarks: (TextRemark & { row: number; sheet: string })[];
  /** Lines that hold anything, and those that found a place. */
  lines: number;
  placed: number;
}

/** Reads questions written as text: numbered, with options and answers in any of the usual places. */
export function readTextQuestions(text: string | readonly TextLine[], options: TextOptions = {}): TextReading {
  const gathered = gather(typeof text === 'string' ? textLines(text) : text, false, options.tick);
  const { zones } = gathered;
  const remarks = remarksOf(gathered, BODY_SHEET, options.unit ?? '行');
  if (options.answers !== undefined) {
    const lines = typeof options.answers === 'string' ? textLines(options.answers) : options.answers;
    const companion = gather(lines, true, options.tick);
    addCompanion(zones, companion.zones);
    remarks.push(...remarksOf(companion, ANSWERS_SHEET, '行'));
  }
  const questions: TextQuestion[] = [];
  for (const zone of zones) {
    const { answers, unclear, unused } = matchKeys(zone);
    for (const block of zone.blocks) {
      questions.push(blockToQuestion(block, answers.get(block), unclear.has(block), options.type ?? null));
    }
    const sheet = options.answers === undefined ? BODY_SHEET : ANSWERS_SHEET;
    remarks.push(...unused.map((entry) => ({ row: entry.row, sheet, ...unusedRemark(entry.number) })));
  }
  return { questions, remarks, lines: gathered.lines, placed: gathered.lines - gathered.leftOut.length };
}

/** Reads questions from the lines of a text or document into a result that may hold other parts. */
export async function collectLines(
  collector: ResultCollector,
  lines: readonly TextLine[],
  pace: Pace,
  options: TextOptions = {},
  pictures: PictureIntake | null = null,
): Promise<void> {
  const reading = readTextQuestions(lines, options);
  const { unit = '行', type = null } = options;
  const isIllustrated = pictures !== null && lines.some((line) => line.pictures !== undefined);
  const found = reading.questions.length > 0;
  const sheet = newSheet(BODY_SHEET, found ? 'numbered-text' : null, {
    rows: found ? reading.questions.length : reading.lines,
    confidence: found ? Math.round((100 * reading.placed) / reading.lines) / 100 : 0,
    type,
  });
  if (reading.lines > 0) collector.addSheet(sheet);
  for (const [index, question] of reading.questions.entries()) {
    const { row, number } = question;
    const seen = withPictures(question, pictures);
    // Awaiting nothing still costs a turn of the microtask queue.
    const outcome = seen instanceof Promise ? await seen : seen;
    const name = number === null ? '' : `（第 ${number} 题）`;
    const locate = (remark: TextRemark): DoubtfulRow => place(BODY_SHEET, row, unit, remark, name);
    if ('draft' in outcome) {
      const missing = isIllustrated ? missingPicture(outcome.draft) : [];
      collector.accept(sheet, outcome.draft, row, [...outcome.doubts, ...missing].map(locate));
    } else {
      collector.refuse(sheet, locate(outcome.refusal));
      for (const doubt of outcome.doubts) collector.doubt(locate(doubt));
    }
    const pause = collector.handOver() ?? pace.row(index + 1, reading.questions.length);
    if (pause !== undefined) await pause;
  }
  const undescribed = pictures?.takeUndescribed();
  if (undescribed) {
    collector.doubt(place(BODY_SHEET, undescribed.row, unit, undescribedRemark(undescribed), ''));
  }
  for (const remark of reading.remarks) {
    collector.doubt(place(remark.sheet, remark.row, remark.sheet === BODY_SHEET ? unit : '行', remark, ''));
  }
}

function place(sheet: string, row: number, unit: string, { code, message }: TextRemark, name: string): DoubtfulRow {
  return { sheet, row, column: null, code, message: `${sheet} ${row} ${unit}${name}：${message}` };
}

/** A second file answers all questions, whichever part of the text they stand in. */
function addCompanion(zones: Zone[], companion: readonly Zone[]): void {
  const keys = companion.flatMap((zone) => zone.keys);
  const [only] = zones;
  if (zones.length === 1 && only !== undefined && only.keys.length === 0) only.keys = keys;
  else
    zones.splice(0, zones.length, {
      blocks: zones.flatMap((zone) => zone.blocks),
      keys: [...zones.flatMap((zone) => zone.keys), ...keys],
    });
}

function remarksOf({ leftOut, outside }: Gathered, sheet: string, unit: string): TextReading['remarks'] {
  const remarks = leftOutRemarks(
    leftOut.filter(({ text }) => text !== ''),
    sheet,
    unit,
  );
  if (outside === null) return remarks;
  const { row, count } = outside;
  const message = `有 ${count} 张图片不在题目里，没有读进来，第一张在这里。标志、装饰不用管；是题目的图，请放到那道题里再导。`;
  return [...remarks, { row, sheet, code: 'image-left-out', message }];
}

/** One remark for lines that stand together. */
function leftOutRemarks(lines: readonly TextLine[], sheet: string, unit: string): TextReading['remarks'] {
  const runs: TextLine[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run !== undefined && before !== undefined && line.row - before.row <= 2) run.push(line);
    else runs.push([line]);
  }
  return runs.map((run) => {
    const [first] = run;
    const text = first?.text ?? '';
    const shown = text.length > 24 ? `${text.slice(0, 24)}…` : text;
    const count = run.length === 1 ? '' : `起有 ${run.length} ${unit}`;
    const message = `这里${count}没有当作题目：「${shown}」。标题和说明不用管，漏了题请补上题号。`;
    return { row: first?.row ?? 1, sheet, code: 'line-left-out', message };
  });
}

function unusedRemark(number: number | null): TextRemark {
  const message =
    number === null
      ? '这一串答案和题目的数目对不上，没有用。请写上题号。'
      : `答案里有第 ${number} 题，题目里没有找到。`;
  return { code: 'answer-without-question', message };
}
