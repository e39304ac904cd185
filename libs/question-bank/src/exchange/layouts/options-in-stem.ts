import { ColumnProfile, sampleRows } from '../columns/column-profile.js';
import { splitOptions, splitStem, LETTERED } from '../split-options.js';
import { parseType } from '../type-words.js';
import type { Layout } from './layout.js';
import { readFields } from './read-fields.js';

/** 题目 | 答案, with «A.… B.… C.…» at the end of the stem itself. */
export const optionsInStem: Layout = {
  name: 'options-in-stem',
  fits: ({ map: { fields }, rows }) => {
    const { stem, type } = fields;
    if (stem === undefined) return false;
    // Statements to be judged among them have no options to look for.
    const choices = sampleRows(rows).filter((row) => parseType(row.cells[type ?? -1] ?? '') !== 'true_false');
    return new ColumnProfile(choices, stem).share((text) => splitStem(text) !== null) >= 0.5;
  },
  *read({ map, rows }) {
    for (const row of rows) {
      const raw = readFields(row, map);
      const split = splitStem(raw.stem);
      if (split === null) yield raw;
      else {
        const { texts, printed } = splitOptions(split.options, LETTERED);
        yield { ...raw, stem: split.stem, options: texts, printed };
      }
    }
  },
};
