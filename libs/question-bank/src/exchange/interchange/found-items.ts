import { checkDraft } from '../../model/check-draft.js';
import { labelOptions, optionLabel } from '../../model/question.js';
import type { QuestionDraft, QuestionImage, QuestionType } from '../../model/question.js';
import { UnusablePicture, undescribedRemark } from '../picture-intake.js';
import type { PictureIntake, PlacedPicture } from '../picture-intake.js';
import type { DoubtfulRow, ReadSheet } from '../read-result.js';
import type { ResultCollector } from '../result-collector.js';
import { LOST_NAMES, NAMELESS_IMAGE } from './text-builder.js';
import type { PlainText } from './text-builder.js';
import type { Labels } from './labels.js';

/** Something to say about a question, before it has its place. */
export interface Remark {
  readonly code: string;
  /** zh-CN, without the place. */
  readonly message: string;
}

/** A question of another system that is none of ours, with the reason. Thrown by the readers, caught per question. */
export class RefusedItem extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'RefusedItem';
  }
}

/** Refuses a kind of question by its name in zh-CN and in the format, e.g. «填空题（short answer）». */
export function refuseKind(name: string): never {
  throw new RefusedItem('type-unsupported', `${name}还不能导入，只收单选、多选、判断。`);
}

/** A choice question as a format gives it. */
export interface FoundItem {
  type: QuestionType;
  stem: PlainText;
  options: readonly { text: PlainText; feedback?: PlainText | undefined }[];
  /** 0-based places of the right options. */
  correct: readonly number[];
  /** Texts shown after answering; the first is the explanation of the whole question. */
  feedback: readonly PlainText[];
  labels: Labels;
  doubts: readonly Remark[];
}

/**
 * The draft that an item becomes, with the pictures that were taken of it. Feedback that belongs to one option follows the explanation in a line of its own,
 * «选「测气体」：…», because a question of ours has one explanation; by its words, because letters move when options are shuffled.
 *
 * @throws RefusedItem with the first thing a person should mend
 */
export function draftOf(
  item: FoundItem,
  images: readonly QuestionImage[] = [],
): { draft: QuestionDraft; doubts: Remark[] } {
  const { type, labels } = item;
  refusePictures(item, images);
  const explanation = [
    ...item.feedback.map(({ text }) => text),
    ...item.options.map(({ text, feedback }) => {
      const said = feedback?.text.trim() ?? '';
      return said === '' ? '' : `选「${shorten(text.text)}」：${said}`;
    }),
  ].filter((text) => text !== '');
  const draft: QuestionDraft = {
    content: {
      type,
      stem: item.stem.text,
      options: labelOptions(item.options.map(({ text }) => text.text)),
      ...(images.length > 0 ? { images } : {}),
    },
    key: { correct: item.correct.map(optionLabel) },
    explanation: explanation.join('\n'),
    ...labels,
  };
  const [problem] = checkDraft(draft);
  if (problem !== undefined) throw new RefusedItem(problem.code, problem.message);
  return { draft, doubts: [...item.doubts, ...lostDoubts(item)] };
}

/** The pictures of an item, each with the part of the question that it stands in. */
function placedPictures({ stem, options }: FoundItem): PlacedPicture[] {
  const of = (place: string, { pictures = [] }: PlainText): PlacedPicture[] =>
    pictures.map((picture) => ({ place, picture }));
  return [...of('stem', stem), ...options.flatMap(({ text }, index) => of(optionLabel(index), text))];
}

/** Without its picture nothing would be left of such a text; and a picture alone asks nothing. */
function refusePictures({ stem, options }: FoundItem, images: readonly QuestionImage[]): void {
  if (stem.text.trim() === '' && images.some(({ place }) => place === 'stem')) {
    throw new RefusedItem('image-only', '题干只有一张图，没有文字。请补一句要问什么，如「图中的标志是什么意思？」。');
  }
  const bare = options.findIndex(({ text }) => text.text === NAMELESS_IMAGE);
  if (stem.text !== NAMELESS_IMAGE && bare === -1) return;
  const place = stem.text === NAMELESS_IMAGE ? '题干' : `选项 ${optionLabel(bare)}`;
  throw new RefusedItem(
    'image-only',
    `${place}只有一张图，图片不能这样导入。请导入以后在题库里新建这道题，再加上图片。`,
  );
}

function lostDoubts({ stem, options, feedback }: FoundItem): Remark[] {
  return [
    ...remarkLost('题干', [stem]),
    ...options.flatMap((option, index) => remarkLost(`选项 ${optionLabel(index)}`, [option.text])),
    ...remarkLost('解析', [...feedback, ...options.flatMap((option) => option.feedback ?? [])]),
  ];
}

function remarkLost(place: string, texts: readonly PlainText[]): Remark[] {
  const all = [...new Set(texts.flatMap((text) => [...text.lost]))];
  const kept: Remark[] = all.includes('markdown')
    ? [{ code: 'markdown-kept', message: `${place}是用 Markdown 写的，记号原样留着，请看一眼。` }]
    : [];
  const lost = all.filter((kind) => kind !== 'markdown');
  if (lost.length === 0) return kept;
  const names = lost.map((kind) => LOST_NAMES[kind]).join('、');
  const code = lost.includes('image') ? 'image-lost' : 'format-lost';
  return [...kept, { code, message: `${place}里有${names}，没有读进来，请看一眼文字是否够用。` }];
}

const SAMPLE_LENGTH = 30;

/** What a whole file says and a bank has no place for, such as titles: said once with a count, not once a question. */
class FileNotes {
  readonly #notes = new Map<string, { row: number; count: number; sample: string; what: string }>();

  add(code: string, what: string, row: number, sample: string): void {
    const note = this.#notes.get(code);
    if (note !== undefined) note.count += 1;
    else this.#notes.set(code, { row, count: 1, sample: shorten(sample), what });
  }

  entries(): { row: number; remark: Remark }[] {
    return [...this.#notes].map(([code, { row, count, sample, what }]) => ({
      row,
      remark: { code, message: `${what}没有读进来，共 ${count} 处，如「${sample}」。题目本身不受影响。` },
    }));
  }
}

/** Puts the questions of one file, or of one part of it, into the result. */
export class ItemCollector {
  readonly #notes = new FileNotes();

  constructor(
    private readonly collector: ResultCollector,
    private readonly sheet: ReadSheet,
    /** How a place is called; a row is a line, where nothing else is said. */
    private readonly placeOf: (row: number) => string = (row) => `第 ${row} 行`,
    private readonly pictures: PictureIntake | null = null,
  ) {}

  /** Reads one question that begins at this line; a refusal is recorded, any other error is not for us. */
  take(row: number, read: () => FoundItem): void {
    this.sheet.rows += 1;
    try {
      this.#accept(row, read());
    } catch (error) {
      this.#refuse(row, error);
    }
  }

  /** The same for a question that may have pictures. */
  async takePictured(row: number, read: () => FoundItem): Promise<void> {
    this.sheet.rows += 1;
    try {
      const item = read();
      this.#accept(row, item, await this.pictures?.imagesOf(placedPictures(item), row));
    } catch (error) {
      this.#refuse(row, error);
    }
  }

  #accept(row: number, item: FoundItem, images?: readonly QuestionImage[]): void {
    const { draft, doubts } = draftOf(item, images);
    const located = doubts.map((doubt) => this.#locate(row, doubt));
    this.collector.accept(this.sheet, draft, row, located);
  }

  #refuse(row: number, error: unknown): void {
    if (!(error instanceof RefusedItem || error instanceof UnusablePicture)) throw error;
    this.collector.refuse(this.sheet, this.#locate(row, { code: error.code, message: error.message }));
  }

  /** The title, unless it only repeats the stem or a number: then nothing is lost. */
  noteTitle(row: number, title: string, stem: string): void {
    const bare = title.replace(/[…\s.]+/g, '');
    if (bare === '' || stem.replace(/[…\s.]+/g, '').startsWith(bare) || /^\D{0,8}\d{1,9}\D{0,2}$/.test(bare)) return;
    this.#notes.add('title-lost', '题目的名称', row, title);
  }

  /** A tag that is none of our labels. */
  noteTag(row: number, tag: string): void {
    this.#notes.add('tag-lost', '标签', row, tag);
  }

  note(code: string, what: string, row: number, sample: string): void {
    this.#notes.add(code, what, row, sample);
  }

  /** Says what the whole file lost; once, at its end. */
  finish(): void {
    for (const { row, remark } of this.#notes.entries()) this.collector.doubt(this.#locate(row, remark));
    const undescribed = this.pictures?.takeUndescribed();
    if (undescribed) this.collector.doubt(this.#locate(undescribed.row, undescribedRemark(undescribed)));
  }

  #locate(row: number, remark: Remark): DoubtfulRow {
    const { sheet } = this.sheet;
    return { sheet, row, column: null, code: remark.code, message: `${sheet} ${this.placeOf(row)}：${remark.message}` };
  }
}

/** For messages: one line, at most 30 signs. */
export function shorten(text: string): string {
  const line = text.trim().slice(0, 200).replace(/\s+/g, ' ');
  return [...line].length > SAMPLE_LENGTH ? `${[...line].slice(0, SAMPLE_LENGTH).join('')}…` : line;
}

/** The name of the file without folder and ending, as questions from it are placed. */
export function sheetName(fileName: string): string {
  const name = fileName.split(/[/\\]/).at(-1) ?? '';
  return name.replace(/\.[^.]*$/, '') || name;
}

/** A title for systems that want one: the beginning of the stem on one line. */
export function titleOf(stem: string): string {
  return shorten(stem);
}
