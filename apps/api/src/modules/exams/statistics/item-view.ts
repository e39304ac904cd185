import {
  discriminationWord,
  itemFigures,
  itemFlags,
  type ItemTally,
  type QuestionOption,
  type QuestionType,
} from '@zhian/question-bank';
import type { ItemStatisticsDto } from './statistics.dto.js';

/** Figures of fewer people than this would say how a person answered. */
export const LEAST_PEOPLE = 5;

/** One question version in one exam, with the size of that exam. */
export interface CountedRow {
  readonly purpose: 'formal' | 'self_test';
  readonly questionId: string;
  readonly versionId: string;
  readonly versionNo: number;
  readonly type: QuestionType;
  readonly stem: string;
  readonly options: readonly QuestionOption[];
  readonly key: readonly string[];
  readonly correctedKey: readonly string[] | null;
  readonly people: number;
  readonly tally: ItemTally;
  readonly papers: number;
  readonly countedAt: Date;
}

/** The same version in any number of exams, at least one, put together; the newest count last. Pure. */
export function itemView(rows: readonly CountedRow[]): ItemStatisticsDto {
  const last = rows.at(-1);
  if (!last) throw new RangeError('no exam to look at');
  const sum = (of: (row: CountedRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const key = rows.findLast((row) => row.correctedKey !== null)?.correctedKey ?? last.key;
  const drawn = sum((row) => row.tally.asked);
  const papers = sum((row) => row.papers);
  // The same person may have sat several exams: so many there are at least.
  const people = Math.max(...rows.map((row) => row.people));
  const labels = last.options.map((option) => option.label);
  const figures =
    people < LEAST_PEOPLE
      ? null
      : itemFigures(
          rows.map((row) => row.tally),
          { key, labels },
        );
  return {
    questionId: last.questionId,
    versionId: last.versionId,
    versionNo: last.versionNo,
    purpose: last.purpose,
    type: last.type,
    stem: last.stem,
    exams: rows.length,
    papers,
    asked: drawn,
    exposure: papers > 0 ? drawn / papers : 0,
    keyCorrected: rows.some((row) => row.correctedKey !== null),
    countedAt: last.countedAt.toISOString(),
    figures: figures && {
      difficulty: figures.difficulty,
      omitted: figures.omitted,
      discrimination: figures.discrimination,
      groupDifference: figures.groupDifference,
      word: figures.groupDifference === null ? null : discriminationWord(figures.groupDifference),
      medianSeconds: figures.medianSeconds,
      options: figures.options.map((option) => ({
        ...option,
        text: last.options.find(({ label }) => label === option.label)?.text ?? '',
      })),
    },
    flags: figures ? itemFlags(figures, last.type, { drawn, papers, exams: rows.length }) : [],
  };
}
