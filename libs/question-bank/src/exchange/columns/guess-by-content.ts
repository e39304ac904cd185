import type { GridRow } from '../grid.js';
import { TRUST } from '../header.js';
import type { FieldName } from '../read-options.js';
import { findSeparator } from '../split-options.js';
import { correctField, optionField } from './column-map.js';
import type { ColumnGuess } from './column-map.js';
import { ColumnProfile, isBit, isLetters, isTruth, isType } from './column-profile.js';

/** Share of rows that must agree before a column without a name is believed to be what it looks like. */
const SURE = 0.8;
const MIN_ROWS = 3;
const LEAST_STEM = 4;
/** In a sheet with one row per option, at most this share of the rows carries the stem. */
const MOST_STEMS = 0.55;

/**
 * What the columns of a sheet without header are, by their cells alone; null when they do not say it. `rows` is a
 * sample of all rows. In the order of trust: flags beside each option, one row per option, options in one cell, one
 * column per option, statements to be judged.
 */
export function guessByContent(rows: readonly GridRow[]): ColumnGuess[] | null {
  if (rows.length < MIN_ROWS) return null;
  const width = Math.max(...rows.map((row) => row.cells.length));
  const sheet = new Look(Array.from({ length: width }, (_, column) => new ColumnProfile(rows, column)));
  const roles = flaggedOptions(sheet) ?? rowPerOption(sheet) ?? oneCell(sheet) ?? wide(sheet);
  if (roles === null) return null;
  return Array.from({ length: width }, (_, column) => {
    const field = roles.get(column) ?? null;
    return { column, field, trust: field === null ? 0 : TRUST.inferred };
  });
}

type Roles = Map<number, FieldName>;

/** The columns of a sheet and what several of the guesses need to know. */
class Look {
  readonly type: number | null;
  readonly answer: number | null;

  constructor(readonly profiles: readonly ColumnProfile[]) {
    this.type = this.find((profile) => sure(profile, isType));
    // Without a column of types, a column of 1 and 0 could be anything.
    const isAnswer = (text: string): boolean =>
      isLetters(text) || (isTruth(text) && (this.type !== null || !isBit(text)));
    this.answer = this.find((profile, column) => column !== this.type && sure(profile, isAnswer));
  }

  find(matches: (profile: ColumnProfile, column: number) => boolean): number | null {
    const at = this.profiles.findIndex(matches);
    return at === -1 ? null : at;
  }

  profile(column: number): ColumnProfile {
    return this.profiles[column] as ColumnProfile;
  }

  /** The column with most text, if it is long enough for questions. */
  longest(columns: readonly number[]): number | null {
    const length = (column: number): number => this.profile(column).length * this.profile(column).fill;
    const best = columns.reduce<number | null>(
      (top, column) => (top === null || length(column) > length(top) ? column : top),
      null,
    );
    return best !== null && length(best) >= LEAST_STEM ? best : null;
  }

  roles(entries: readonly (readonly [number | null, FieldName])[]): Roles {
    const number = this.find((profile) => profile.counts);
    const all: readonly (readonly [number | null, FieldName])[] = [[number, 'number'], [this.type, 'type'], ...entries];
    return new Map(all.flatMap(([column, field]) => (column === null ? [] : [[column, field] as const])));
  }
}

/** Enough of all rows pass, empty ones counted against it. */
function sure(profile: ColumnProfile, matches: (text: string) => boolean): boolean {
  return profile.fill * profile.share(matches) >= SURE;
}

/** 题干 | 选项 | √ | 选项 | × … */
function flaggedOptions(sheet: Look): Roles | null {
  const flags = sheet.profiles.flatMap((profile, column) =>
    column > 1 && profile.fill > 0 && profile.share(isTruth) === 1 ? [column] : [],
  );
  const pairs = flags.filter((column) => !flags.includes(column - 1) && sheet.profile(column - 1).fill > 0);
  const first = pairs[0];
  if (first === undefined || pairs.length < 2 || !pairs.every((column, index) => column === first + 2 * index))
    return null;
  const before = sheet.profiles
    .map((_, column) => column)
    .filter((column) => column < first - 1 && column !== sheet.type);
  const stem = sheet.longest(before);
  if (stem === null) return null;
  const options = pairs.slice(0, 8).flatMap((column, index): [number, FieldName][] => [
    [column - 1, optionField(index)],
    [column, correctField(index)],
  ]);
  return sheet.roles([[stem, 'stem'], ...options]);
}

/** The stem on the first row of each question only, below it one option a row with √ or ×. */
function rowPerOption(sheet: Look): Roles | null {
  const flag = sheet.find((profile) => sure(profile, isTruth));
  if (flag === null) return null;
  const before = sheet.profiles.map((_, column) => column).filter((column) => column < flag);
  const stem = sheet.longest(before.filter((column) => sheet.profile(column).fill <= MOST_STEMS));
  const full = before.filter((column) => column !== stem && sheet.profile(column).fill >= SURE);
  const label = full.find((column) => sure(sheet.profile(column), isLetters)) ?? null;
  const text = full.findLast((column) => column !== label && stem !== null && column > stem) ?? null;
  if (stem === null || text === null) return null;
  const roles = sheet.roles([
    [stem, 'stem'],
    [label, 'optionLabel'],
    [text, 'optionText'],
    [flag, 'isCorrect'],
  ]);
  const type = sheet.find((p, column) => !roles.has(column) && p.fill > 0 && p.share(isType) === 1);
  return type === null ? roles : roles.set(type, 'type');
}

/** 单选 | 题干 | A.…**B.… | B */
function oneCell(sheet: Look): Roles | null {
  const { answer, type } = sheet;
  if (answer === null) return null;
  const others = sheet.profiles.map((_, column) => column).filter((column) => column !== answer && column !== type);
  const options = others.find((column) => {
    const profile = sheet.profile(column);
    return profile.fill >= SURE && (findSeparator(profile.cells)?.name ?? 'semicolon') !== 'semicolon';
  });
  if (options === undefined) return null;
  const stem = sheet.longest(others.filter((column) => column !== options));
  if (stem === null) return null;
  const chapter = others.find((column) => column < stem && sheet.profile(column).repeats) ?? null;
  return sheet.roles([
    [stem, 'stem'],
    [options, 'options'],
    [answer, 'answer'],
    [chapter, 'knowledgePoint'],
  ]);
}

/** 题干 | 选项 | 选项 | 选项 | B, or only 题干 | 对 */
function wide(sheet: Look): Roles | null {
  const { answer, type } = sheet;
  if (answer === null) return null;
  const before = sheet.profiles.map((_, column) => column).filter((column) => column < answer && column !== type);
  const stem = sheet.longest(before);
  if (stem === null) return null;
  const options = before.filter((column) => column > stem);
  const isJudgement = sure(sheet.profile(answer), isTruth);
  if (options.length < 2 && !(options.length === 0 && isJudgement)) return null;
  return sheet.roles([
    [stem, 'stem'],
    [answer, 'answer'],
    ...options.slice(0, 8).map((column, index): [number, FieldName] => [column, optionField(index)]),
  ]);
}
