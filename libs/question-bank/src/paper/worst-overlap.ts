import type { Shortage } from './blueprint.js';
import type { FlowClass } from './class-flow.js';
import { demandOf, strataShortages } from './feasibility.js';
import { solveLimited } from './limits.js';
import type { Limit } from './limits.js';
import type { PreparedPool, UnitClass } from './prepared-pool.js';

/** What is known of a candidate before he starts. */
export interface OverlapCase {
  /** Questions of his last attempt; «any paper» when he may come again after one of these papers; null when there is none. */
  lastAttempt: readonly string[] | 'any paper' | null;
  /** How many neighbours he will have, whose papers nobody knows yet. */
  neighbours: number;
}

/** A part of a class that counts alike for all limits: bit 1 criteria, bit 2 last attempt, bit 4 neighbours. */
interface Part {
  found: UnitClass;
  marks: number;
  size: number;
}

const CRITERIA = 1;
const LAST = 2;
const NEIGHBOUR = 4;

/**
 * Will a candidate get a paper whatever the papers that limits of overlap speak of turn out to be? Empty: yes, for certain.
 * One paper takes from a class no more than its strata ask for, so `papers × that` units at most are spoilt, and what
 * is spoilt may count for every limit at once. That is exact for one unknown paper and strata that do not overlap, and on
 * the safe side elsewhere. The pool must be feasible without these limits.
 */
export function checkOverlap(prepared: PreparedPool, given: OverlapCase): Shortage[] {
  const { lastAttemptMax, neighbourMax } = prepared.blueprint.overlap ?? {};
  const lastAttempt = lastAttemptMax === undefined ? null : given.lastAttempt;
  const neighbours = neighbourMax === undefined ? 0 : given.neighbours;
  const parts = splitClasses(prepared, lastAttempt, neighbours);
  const groups = [...new Set(parts.map((part) => part.marks))];
  const counting = (bit: number, sign: number): number[] => groups.map((marks) => ((marks & bit) === 0 ? 0 : sign));
  const limits: Limit[] = [];
  if (lastAttempt !== null) limits.push({ coefficients: counting(LAST, 1), bound: lastAttemptMax ?? 0 });
  if (neighbours > 0) limits.push({ coefficients: counting(NEIGHBOUR, 1), bound: neighbourMax ?? 0 });
  const wanted = prepared.blueprint.atLeastCriteria ?? 0;
  if (limits.length === 0) return [];
  if (wanted > 0) limits.push({ coefficients: counting(CRITERIA, -1), bound: -wanted });
  const classes = parts.map(({ found, marks, size }): FlowClass => ({
    strata: found.strata,
    required: found.required,
    size,
    group: groups.indexOf(marks),
  }));
  const problem = { classes, demand: demandOf(prepared.blueprint), groups: groups.length, limits };
  if (solveLimited(problem)) return [];
  const most = Math.min(
    ...(lastAttempt === null ? [] : [lastAttemptMax ?? 0]),
    ...(neighbours > 0 ? [neighbourMax ?? 0] : []),
  );
  return [shortageOf(prepared, parts, most, { last: lastAttempt !== null, neighbours: neighbours > 0 })];
}

function splitClasses(prepared: PreparedPool, lastAttempt: OverlapCase['lastAttempt'], neighbours: number): Part[] {
  const { strata } = prepared.blueprint;
  const seen = Array.isArray(lastAttempt)
    ? countSeen(prepared, lastAttempt as readonly string[])
    : new Map<number, number>();
  const papers = neighbours + (lastAttempt === 'any paper' ? 1 : 0);
  const unknown = (lastAttempt === 'any paper' ? LAST : 0) | (neighbours > 0 ? NEIGHBOUR : 0);
  const known = LAST | (neighbours > 0 ? NEIGHBOUR : 0);
  // The spoilt units are the same for classes that differ in criteria only: together they fill the same strata.
  const byStrata = new Map<string, UnitClass[]>();
  for (const found of prepared.classes) {
    const key = `${found.required} ${found.strata.join()}`;
    byStrata.set(key, [...(byStrata.get(key) ?? []), found]);
  }
  return [...byStrata.values()].flatMap((together) => {
    const reach = new Set(together.flatMap((found) => found.reach));
    let spoilt = papers * [...reach].reduce((sum, stratum) => sum + (strata[stratum]?.count ?? 0), 0);
    // Required questions are in every paper: limits cannot speak of them otherwise than as seen.
    const sizes = together.map((found) => ({ found, seen: seen.get(prepared.classes.indexOf(found)) ?? 0 }));
    // Units about the criteria are taken to be spoilt first, so that what stays is true in any case.
    const parts: Part[] = [];
    for (const { found, seen: old } of sizes.sort((a, b) => Number(b.found.criteria) - Number(a.found.criteria))) {
      const fresh = found.size - old;
      const lost = Math.min(fresh, spoilt);
      spoilt -= lost;
      const mark = found.criteria ? CRITERIA : 0;
      parts.push({ found, marks: mark | known, size: old }, { found, marks: mark | unknown, size: lost });
      parts.push({ found, marks: mark, size: fresh - lost });
    }
    return parts.filter((part) => part.size > 0);
  });
}

/** Units per class that hold one of these questions. */
function countSeen(prepared: PreparedPool, questionIds: readonly string[]): Map<number, number> {
  const found = new Map(
    questionIds.map((id) => prepared.find(id)).flatMap((at) => (at ? [[at.unit, at.classIndex] as const] : [])),
  );
  const counts = new Map<number, number>();
  for (const classIndex of found.values()) counts.set(classIndex, (counts.get(classIndex) ?? 0) + 1);
  return counts;
}

function shortageOf(
  prepared: PreparedPool,
  parts: readonly Part[],
  most: number,
  avoid: { last: boolean; neighbours: boolean },
): Shortage {
  const fresh = parts
    .filter((part) => (part.marks & (LAST | NEIGHBOUR)) === 0)
    .map(({ found, size }) => ({ strata: found.strata, size }));
  const lacking = strataShortages(prepared, fresh);
  const repeats = lacking.reduce((sum, shortage) => sum + shortage.required - shortage.available, 0);
  const stratumIndexes = [...new Set(lacking.flatMap((shortage) => shortage.stratumIndexes))].sort((a, b) => a - b);
  const whose = [avoid.last ? '上次考过的题' : '', avoid.neighbours ? '邻座的题' : ''].filter(Boolean).join('和');
  if (repeats <= most) {
    const wanted = prepared.blueprint.atLeastCriteria ?? 0;
    const message = `避开${whose}以后，判定标准题不够至少 ${wanted} 题。补判定标准题，或放宽重复的上限。`;
    return { stratumIndexes, required: wanted, available: 0, rule: 'overlap', message };
  }
  const names = stratumIndexes.map((index) => prepared.names[index] ?? '').join('、');
  return {
    stratumIndexes,
    required: repeats,
    available: most,
    rule: 'overlap',
    message: `${names} 缺 ${repeats - most} 题：要避开${whose}，最多重复 ${most} 题，题库不够时会重复 ${repeats} 题。`,
  };
}
