import { dispatchRefusal, type PostRisk } from '../people/dispatch-rule.js';
import type { EmploymentType, RosterRole } from '../people/employment-words.js';
import { sameName } from '../people/person-name.js';
import type { RegisteredPost } from '../people/post-register.js';
import type { ParsedRow } from './parse-roster-row.js';
import type { RosterColumn } from '../roster-sheet.js';

/** A parsed row with the keyed hashes by which people are found. */
export interface HashedRow extends ParsedRow {
  readonly idHash: string;
  readonly phoneHash: string | null;
}

export interface KnownUnit {
  readonly id: string;
  readonly path: string;
  readonly closed: boolean;
}

export interface KnownPlace {
  readonly employmentId: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly employmentType: EmploymentType;
  readonly rosterRole: RosterRole;
  readonly startsOn: string;
  readonly postIds: readonly string[];
}

export interface KnownHolder {
  readonly id: string;
  readonly name: string;
  readonly phoneHash: string | null;
  /** His place at this enterprise now. */
  readonly open: KnownPlace | null;
  /** Has he ever been on this enterprise's roster, and is everything that is open within the caller's scope? */
  readonly mayRename: boolean;
  /** When his last employment here ended. */
  readonly lastEnd: string | null;
}

/** The roster as it is, as far as a file can touch it. */
export interface RosterState {
  readonly today: string;
  readonly mining: boolean;
  /** Units below the enterprise by their names from the top, 综采队/一班; '' is the enterprise. */
  readonly units: ReadonlyMap<string, KnownUnit>;
  /** Where the file's paths start: '' or the key of the unit that it was imported into. */
  readonly baseKey: string;
  /** Path of the organisation imported into; nobody outside it is touched. */
  readonly basePath: string;
  readonly enterpriseName: string;
  /** The same the other way round: key by unit id. */
  readonly unitKeys: ReadonlyMap<string, string>;
  readonly posts: ReadonlyMap<string, RegisteredPost>;
  /** Name by post id. */
  readonly postNames: ReadonlyMap<string, string>;
  /** What the library says of posts that are not open yet. */
  readonly library: ReadonlyMap<string, PostRisk>;
  readonly people: ReadonlyMap<string, KnownHolder>;
}

export interface PlannedRow {
  readonly row: HashedRow;
  readonly action: 'new' | 'changed' | 'unchanged';
  readonly known: KnownHolder | null;
  readonly unitKey: string;
  readonly postNames: readonly string[];
  readonly employmentType: EmploymentType;
  readonly rosterRole: RosterRole;
  /** First day of a new line. */
  readonly on: string;
  /** A new line on the roster: new here, or another unit, employment type or role. */
  readonly opens: boolean;
  readonly postsChange: boolean;
  readonly newName: string | null;
  readonly newPhone: boolean;
  readonly note: string | null;
}

export interface RefusedPlan {
  readonly row: ParsedRow;
  readonly column: RosterColumn;
  readonly code: string;
  /** zh-CN without a full stop. */
  readonly message: string;
}

export interface RosterPlan {
  readonly rows: readonly PlannedRow[];
  readonly refused: readonly RefusedPlan[];
  /** Keys of units to open, parents first. */
  readonly newUnits: readonly string[];
  readonly newPosts: readonly string[];
}

/** What a file would do to the roster. Pure: the preview and the confirmation ask the same question of their own moment. */
export function planRoster(rows: readonly HashedRow[], state: RosterState): RosterPlan {
  const planned: PlannedRow[] = [];
  const refused: RefusedPlan[] = [];
  const first = new Map<string, ParsedRow>();
  for (const row of rows) {
    const before = first.get(row.idHash);
    const problem = before
      ? {
          column: 'idNumber' as const,
          code: 'duplicate-in-file',
          message: `和 ${before.row} 行是同一个证件号码，请留一行`,
        }
      : null;
    if (!before) first.set(row.idHash, row);
    const outcome = problem ?? planRow(row, state);
    if ('action' in outcome) planned.push(outcome);
    else refused.push({ row, ...outcome });
  }
  return { rows: planned, refused, newUnits: newUnitsOf(planned, state), newPosts: newPostsOf(planned, state) };
}

type Refusal = Omit<RefusedPlan, 'row'>;

function planRow(row: HashedRow, state: RosterState): PlannedRow | Refusal {
  const known = state.people.get(row.idHash) ?? null;
  const open = known?.open ?? null;
  const unitKey = row.unit ? keyOf(row.unit, state) : open ? keyOfUnit(open.unitId, state) : state.baseKey;
  const postNames = row.posts ?? (open ? namesOf(open.postIds, state) : []);
  const employmentType = row.employmentType ?? open?.employmentType ?? 'regular';
  const rosterRole = row.rosterRole ?? open?.rosterRole ?? 'worker';
  const refusal =
    personRefusal(row, known, state) ?? unitRefusal(unitKey, state) ?? postRefusal(postNames, employmentType, state);
  if (refusal) return refusal;

  const opens =
    !open ||
    state.units.get(unitKey)?.id !== open.unitId ||
    employmentType !== open.employmentType ||
    rosterRole !== open.rosterRole;
  const postsChange = open !== null && !sameSet(postNames, namesOf(open.postIds, state));
  const newName = known && !sameName(known.name, row.name) ? row.name : null;
  const newPhone = row.phoneHash !== null && known !== null && row.phoneHash !== known.phoneHash;
  const changed = opens || postsChange || newName !== null || newPhone;
  return {
    row,
    action: !open ? 'new' : changed ? 'changed' : 'unchanged',
    known,
    unitKey,
    postNames,
    employmentType,
    rosterRole,
    on: open ? state.today : (row.startsOn ?? state.today),
    opens,
    postsChange,
    newName,
    newPhone,
    note: noteOf(known, newName),
  };
}

function noteOf(known: KnownHolder | null, newName: string | null): string | null {
  if (known?.lastEnd && !known.open) return `${known.lastEnd} 离岗后再入职`;
  return known && newName !== null ? `花名册上原来的姓名是「${known.name}」` : null;
}

function personRefusal(row: HashedRow, known: KnownHolder | null, state: RosterState): Refusal | null {
  if (!known) return null;
  if (!sameName(known.name, row.name) && !known.mayRename) {
    return {
      column: 'name',
      code: 'name-mismatch',
      message: '姓名和证件号码对不上，请核对这两项；都没写错的话，请系统管理员更正',
    };
  }
  if (known.open && !known.open.unitPath.startsWith(state.basePath)) {
    return { column: 'unit', code: 'unit-elsewhere', message: '他现在在本单位别的部门，请先在那边办调动' };
  }
  if (known.open && known.open.startsOn > state.today) {
    return {
      column: 'startsOn',
      code: 'date-overlap',
      message: `他在花名册上从 ${known.open.startsOn} 才开始，到那天再改`,
    };
  }
  const on = row.startsOn ?? state.today;
  if (!known.open && known.lastEnd !== null && on < known.lastEnd) {
    return {
      column: 'startsOn',
      code: 'date-overlap',
      message: `他 ${known.lastEnd} 已离岗；再入职的话，入职日期要在那天或之后`,
    };
  }
  return null;
}

function unitRefusal(key: string, state: RosterState): Refusal | null {
  const parts = key === '' ? [] : key.split('/');
  const closed = parts
    .map((_, index) => parts.slice(0, index + 1).join('/'))
    .find((part) => state.units.get(part)?.closed);
  return closed
    ? { column: 'unit', code: 'unit-closed', message: `部门「${closed}」已撤销，请换一个，或者先恢复它` }
    : null;
}

function postRefusal(names: readonly string[], employmentType: EmploymentType, state: RosterState): Refusal | null {
  for (const name of names) {
    const post = state.posts.get(name);
    if (post && !post.active)
      return { column: 'post', code: 'post-inactive', message: `岗位「${name}」已停用，请换一个` };
    const risk = post ?? state.library.get(name);
    const refusal = risk ? dispatchRefusal(employmentType, state.mining, risk) : null;
    if (refusal) return { column: 'employmentType', code: 'dispatch-forbidden', message: refusal };
  }
  return null;
}

/** A path may repeat the enterprise's own name at its head. */
function keyOf(unit: readonly string[], state: RosterState): string {
  const parts = unit[0] === state.enterpriseName ? unit.slice(1) : unit;
  return [...(state.baseKey === '' ? [] : [state.baseKey]), ...parts].join('/');
}

function keyOfUnit(id: string, state: RosterState): string {
  return state.unitKeys.get(id) ?? state.baseKey;
}

function namesOf(postIds: readonly string[], state: RosterState): string[] {
  return postIds.flatMap((id) => state.postNames.get(id) ?? []);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

function newUnitsOf(planned: readonly PlannedRow[], state: RosterState): string[] {
  const keys = new Set<string>();
  for (const { unitKey } of planned) {
    const parts = unitKey.split('/');
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const key = parts.slice(0, depth).join('/');
      if (key !== '' && !state.units.has(key)) keys.add(key);
    }
  }
  return [...keys].sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
}

function newPostsOf(planned: readonly PlannedRow[], state: RosterState): string[] {
  return [...new Set(planned.flatMap((row) => row.postNames))].filter((name) => !state.posts.has(name)).sort();
}
