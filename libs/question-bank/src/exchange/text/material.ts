import * as P from './patterns.js';
import type { PicturedText } from './pictured-text.js';
import type { PreparedLine } from './prepared-lines.js';

const NONE: PicturedText = { text: '' };
/** Says that several questions share what follows, and nothing else. */
const BARE_HEAD = /^[[【(]?共[用享]题干[\]】)]?:?$/u;

/** What several questions of a section share: 「根据以下材料回答 1-2 题」 and the lines below it. */
export class Material {
  #lines: PicturedText[] = [];
  /** The lines as one, for all questions that share them. */
  #content: PicturedText | null = null;
  #from = 0;
  #to = Infinity;
  #isOpen = false;

  /** Plain lines and pictures still belong to it. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** @returns false when the line begins no material */
  begin(line: PreparedLine): boolean {
    const { text, pictures, folded } = line;
    const range = P.MATERIAL_RANGE.exec(folded);
    if ((range === null && !P.MATERIAL_HEAD.test(folded)) || P.OPTION_START.test(folded)) return false;
    // «根据以下材料回答 1-2 题» and «材料:…» behind it are one material.
    if (this.#isOpen && range === null) this.add(line);
    else {
      this.#lines = [];
      this.add({ text: BARE_HEAD.test(folded) ? '' : text, pictures });
      [this.#from, this.#to] = range === null ? [0, Infinity] : [Number(range[1]), Number(range[2])];
    }
    this.#isOpen = true;
    return true;
  }

  add(line: PicturedText): void {
    this.#lines.push(line);
    this.#content = null;
  }

  /** What the question of this number shares; a number beyond the last one ends it. */
  of(number: number | null): PicturedText {
    this.#isOpen = false;
    if (number === null || (number >= this.#from && number <= this.#to)) return (this.#content ??= this.#whole());
    if (number > this.#to) this.#end();
    return NONE;
  }

  /** No words say where among them its pictures stand: all of them belong to the stem. */
  #whole(): PicturedText {
    const words = this.#lines.flatMap(({ text }) => (text === '' ? [] : [text]));
    return { text: words.join('\n'), pictures: this.#lines.flatMap(({ pictures = [] }) => pictures) };
  }

  #end(): void {
    this.#lines = [];
    this.#content = null;
    [this.#from, this.#to] = [0, Infinity];
  }
}
