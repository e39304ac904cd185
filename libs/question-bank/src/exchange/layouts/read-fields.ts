import type { ColumnMap } from '../columns/column-map.js';
import type { GridRow } from '../grid.js';
import type { Field } from '../read-options.js';
import type { Block, RawRow } from './layout.js';

/** The parts of a row that every layout with columns finds the same way. */
export function readFields(row: GridRow, map: ColumnMap): RawRow {
  const text = (field: Field): string => {
    const column = map.fields[field];
    return column === undefined ? '' : (row.cells[column] ?? '');
  };
  const answer = text('answer');
  return {
    row: row.row,
    type: text('type'),
    usualType: null,
    stem: text('stem'),
    options: [],
    printed: [],
    answer: answer.trim() === '' ? text('answerText') : answer,
    explanation: text('explanation'),
    difficulty: text('difficulty'),
    knowledgePoint: text('knowledgePoint'),
    category: text('category'),
    sourceClause: text('sourceClause'),
    criteriaClause: text('criteriaClause'),
    columns: map.fields,
    optionColumns: map.optionColumns,
    separator: null,
  };
}

/** The stem of every row, in the file's own words: whether they are numbered shows in all of them together. */
export function stemsOf({ map, rows }: Block): string[] {
  return rows.map((row) => row.cells[map.fields.stem ?? -1] ?? '');
}
