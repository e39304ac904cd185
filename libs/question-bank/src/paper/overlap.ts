import type { OverlapLimits } from './blueprint.js';
import type { PreparedPool, Unit } from './prepared-pool.js';

/** What a candidate has seen, or his neighbours have before them: questionIds. */
export interface DrawContext {
  /** Of his last attempt. */
  lastAttempt?: readonly string[];
  /** Of each neighbour who has started. */
  neighbours?: readonly (readonly string[])[];
}

/** A set of units of which a paper may hold so many at most. */
export interface Seen {
  units: ReadonlySet<Unit>;
  most: number;
  /** Whose questions they are. */
  of: 'last attempt' | 'neighbour';
}

/** The limits that this context can break; a set that is no larger than its limit is none. */
export function seenBefore(prepared: PreparedPool, context: DrawContext): Seen[] {
  const { lastAttemptMax, neighbourMax }: OverlapLimits = prepared.blueprint.overlap ?? {};
  const sets: Seen[] = [];
  const add = (questionIds: readonly string[] | undefined, most: number | undefined, of: Seen['of']): void => {
    if (questionIds === undefined || most === undefined) return;
    const units = new Set(questionIds.flatMap((id) => prepared.find(id)?.unit ?? []));
    if (units.size > most) sets.push({ units, most, of });
  };
  add(context.lastAttempt, lastAttemptMax, 'last attempt');
  for (const neighbour of context.neighbours ?? []) add(neighbour, neighbourMax, 'neighbour');
  return sets;
}

/** What of a context decides a draw: the questions that the pool holds, each once, in a stable order; nothing without a limit. */
export function decidingContext(prepared: PreparedPool, context: DrawContext): DrawContext {
  const { lastAttemptMax, neighbourMax }: OverlapLimits = prepared.blueprint.overlap ?? {};
  const inPool = (ids: readonly string[]): string[] =>
    [...new Set(ids)].filter((id) => prepared.find(id) !== null).sort();
  return {
    ...(lastAttemptMax === undefined || context.lastAttempt === undefined
      ? {}
      : { lastAttempt: inPool(context.lastAttempt) }),
    ...(neighbourMax === undefined || context.neighbours === undefined
      ? {}
      : { neighbours: context.neighbours.map(inPool) }),
  };
}
