import type { GridPicture } from './grid.js';
import type { RawRow } from './layouts/layout.js';
import type { RowOutcome, RowRemark } from './row-to-question.js';
import type { SheetPlan } from './sheet-plan.js';

const CODE = 'image-left-out';

/** The pictures of a sheet. They are not read: whoever imports is told of each question that had one. */
export class SheetPictures {
  readonly #columns = new Map<number, number>();
  readonly #met = new Set<number>();

  constructor(pictures: readonly GridPicture[]) {
    for (const { row, column } of pictures) this.#columns.set(row, column);
  }

  /** What became of a question, with a word about the picture in its rows. */
  remark(outcome: RowOutcome, { row: first }: RawRow, last: number): RowOutcome {
    if (this.#columns.size === 0) return outcome;
    const row = this.#within(first, last);
    if (row === null) return outcome;
    this.#met.add(row);
    if ('refusal' in outcome) {
      const { refusal } = outcome;
      return { refusal: { ...refusal, message: `${refusal.message}这一行有图片，图片没有读。` } };
    }
    const message = '这道题旁边有图片，没有读进来。题目要看图的话，入库后打开这道题加图。';
    return { ...outcome, doubts: [...outcome.doubts, { code: CODE, column: this.#columns.get(row) ?? null, message }] };
  }

  /** Of pictures that stand beside no question; those above the questions, such as a mark of the house, say nothing. */
  beside({ parts }: SheetPlan): { row: number; remark: RowRemark } | null {
    const from = parts[0]?.block.rows[0]?.row ?? Infinity;
    const rows = [...this.#columns.keys()].filter((row) => row >= from && !this.#met.has(row)).sort((a, b) => a - b);
    const row = rows[0];
    if (row === undefined) return null;
    const message = `从这里起有 ${rows.length} 张图片不在题目的行里，没有读进来。看看它们是哪道题的图。`;
    return { row, remark: { code: CODE, column: this.#columns.get(row) ?? null, message } };
  }

  #within(first: number, last: number): number | null {
    for (let row = first; row <= last; row += 1) if (this.#columns.has(row)) return row;
    return null;
  }
}
