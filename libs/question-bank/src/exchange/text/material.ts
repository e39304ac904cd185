import * as P from './patterns.js';
import type { PicturedText } from './pictured-text.js';
import type { PreparedLine } from './prepared-lines.js';

const NONE: PicturedText = { text: '' };
/** Says that several questions share what follows, and nothing else. */
const BARE_HEAD = /^[[【(]?共[用享]题干[\]】)]?:?$/u;

/** What several questions of a section share: 「根据以下材料回答 1-2 题」 and the lines below it. */
export class Material {
  #content = NONE;
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
      this.#content = { text: BARE_HEAD.test(folded) ? '' : text, pictures };
      [this.#from, this.#to] = range === null ? [0, Infinity] : [Number(range[1]), Number(range[2])];
    }
    this.#isOpen = true;
    return true;
  }

  add({ text, pictures = [] }: PicturedText): void {
    const before = this.#content;
    this.#content = {
      text: [before.text, text].filter((part) => part !== '').join('\n'),
      pictures: [...(before.pictures ?? []), ...pictures],
    };
  }

  /** What the question of this number shares; a number beyond the last one ends it. */
  of(number: number | null): PicturedText {
    this.#isOpen = false;
    if (number === null || (number >= this.#from && number <= this.#to)) return this.#content;
    if (number > this.#to) this.#end();
    return NONE;
  }

  #end(): void {
    this.#content = NONE;
    [this.#from, this.#to] = [0, Infinity];
  }
}
