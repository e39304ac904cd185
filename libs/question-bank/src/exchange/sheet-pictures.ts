import { optionLabel } from '../model/question.js';
import type { QuestionImage } from '../model/question.js';
import { isBlank } from './grid.js';
import type { GridPicture } from './grid.js';
import type { RawRow } from './layouts/layout.js';
import { UnusablePicture, leftOutMessage, pictureWithoutBytes, undescribedRemark } from './picture-intake.js';
import type { PictureIntake, PlacedPicture } from './picture-intake.js';
import type { RowOutcome, RowRemark } from './row-to-question.js';
import type { SheetPlan } from './sheet-plan.js';

const LEFT_OUT = 'image-left-out';
/** Stands in an option's empty cell while its picture is under way: a sign that no text has. */
const PICTURED = '\uE000';

/** The pictures of a sheet: each belongs to the part of the question in whose cell its upper left corner lies. */
export class SheetPictures {
  readonly #byRow = new Map<number, GridPicture[]>();
  readonly #met = new Set<number>();

  /** @param intake null: they are not read, and whoever imports is told of each question that had one */
  constructor(
    pictures: readonly GridPicture[],
    private readonly intake: PictureIntake | null,
  ) {
    for (const picture of pictures) {
      const others = this.#byRow.get(picture.row);
      if (others) others.push(picture);
      else this.#byRow.set(picture.row, [picture]);
    }
  }

  /** Options that are nothing but a picture have their place among the others. To be called before the rows are read. */
  markOptions({ parts }: SheetPlan): void {
    if (this.intake === null) return;
    for (const { block } of parts) {
      for (const { row, cells } of this.#byRow.size === 0 ? [] : block.rows) {
        for (const { column } of this.#byRow.get(row) ?? []) {
          if (!block.map.optionColumns.includes(column) || !isBlank(cells[column])) continue;
          while (cells.length < column) cells.push('');
          cells[column] = PICTURED;
        }
      }
    }
  }

  /** What becomes of a question that stands in these rows; null when no picture does, and nothing is to be waited for. */
  read(
    raw: RawRow,
    last: number,
    toQuestion: (raw: RawRow, images?: readonly QuestionImage[]) => RowOutcome,
  ): Promise<RowOutcome> | null {
    const found = this.#within(raw.row, last);
    const [first] = found;
    if (first === undefined) return null;
    for (const { row } of found) this.#met.add(row);
    return this.intake === null
      ? Promise.resolve(leftOut(toQuestion(raw), first))
      : this.#pictured(this.intake, raw, found, toQuestion);
  }

  /** What is to be said of the sheet: pictures beside no question, and pictures without words. */
  remarks({ parts }: SheetPlan): { row: number; remark: RowRemark }[] {
    // Those above the questions, such as a mark of the house, say nothing.
    const from = parts[0]?.block.rows[0]?.row ?? Infinity;
    const rows = [...this.#byRow.keys()].filter((row) => row >= from && !this.#met.has(row)).sort((a, b) => a - b);
    const [row] = rows;
    const count = rows.reduce((sum, at) => sum + (this.#byRow.get(at)?.length ?? 0), 0);
    const message = `从这里起有 ${count} 张图片不在题目的行里，没有读进来。看看它们是哪道题的图。`;
    const beside = row === undefined ? [] : [{ row, remark: { code: LEFT_OUT, column: this.#columnAt(row), message } }];
    const undescribed = this.intake?.takeUndescribed() ?? null;
    if (undescribed === null) return beside;
    return [...beside, { row: undescribed.row, remark: { ...undescribedRemark(undescribed), column: null } }];
  }

  async #pictured(
    intake: PictureIntake,
    raw: RawRow,
    found: readonly GridPicture[],
    toQuestion: (raw: RawRow, images?: readonly QuestionImage[]) => RowOutcome,
  ): Promise<RowOutcome> {
    const beside = found.filter(({ column }) => column === raw.columns.explanation);
    const shown = found.filter((picture) => !beside.includes(picture));
    try {
      const images = await intake.imagesOf(inOrder(shown.map((picture) => placed(picture, raw))), raw.row);
      const options = raw.options.map((option) => (option === PICTURED ? '' : option));
      const outcome = toQuestion({ ...raw, options }, images);
      const [first] = beside;
      return first === undefined ? outcome : leftOut(outcome, first, '解析');
    } catch (error) {
      if (!(error instanceof UnusablePicture)) throw error;
      return { refusal: { code: error.code, column: shown[0]?.column ?? null, message: error.message } };
    }
  }

  #columnAt(row: number): number | null {
    return this.#byRow.get(row)?.[0]?.column ?? null;
  }

  #within(first: number, last: number): GridPicture[] {
    if (this.#byRow.size === 0) return [];
    const found: GridPicture[] = [];
    for (let row = first; row <= last; row += 1) found.push(...(this.#byRow.get(row) ?? []));
    return found;
  }
}

/** A picture that is not read, in the words of whoever reads on. */
function leftOut(outcome: RowOutcome, { column }: GridPicture, where = '这道题旁边'): RowOutcome {
  if ('refusal' in outcome) {
    const { refusal } = outcome;
    return { refusal: { ...refusal, message: `${refusal.message}这一行有图片，图片没有读。` } };
  }
  return { ...outcome, doubts: [...outcome.doubts, { code: LEFT_OUT, column, message: leftOutMessage(where) }] };
}

/** In a column of its own, or beside the question, a picture belongs to what is asked. */
function placed({ column, picture }: GridPicture, raw: RawRow): PlacedPicture {
  const option = raw.optionColumns.indexOf(column);
  if (option === -1 && column === raw.columns.options) return { place: 'stem', picture: unclear };
  return { place: option === -1 ? 'stem' : optionLabel(option), picture: picture ?? unreadable };
}

function inOrder(pictures: readonly PlacedPicture[]): PlacedPicture[] {
  const rank = ({ place }: PlacedPicture): string => (place === 'stem' ? '' : place);
  return pictures.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

const unclear = pictureWithoutBytes('在选项那一列里，分不清是哪个选项的。请每个选项占一列，图片放在自己的那一格。');
const unreadable = pictureWithoutBytes('读不出来。请在 Excel 或 WPS 里改成浮在格子上的图片，另存为 .xlsx 再导。');
