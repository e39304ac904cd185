import type { Layout } from './layout.js';
import { readFields } from './read-fields.js';

/** 题目 | 答案: statements to be judged; whatever needs options is refused row by row. */
export const stemAndAnswer: Layout = {
  name: 'stem-and-answer',
  fits: ({ map }) => map.fields.stem !== undefined && (map.fields.answer ?? map.fields.answerText) !== undefined,
  *read({ map, rows }) {
    for (const row of rows) yield readFields(row, map);
  },
};
