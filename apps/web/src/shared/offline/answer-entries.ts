import type { LoggedAnswer } from './answer-log.js';

/**
 * How far one slot's current choice has come: `keeping` (being written on this device), `waiting` (kept, not confirmed),
 * `saved` (confirmed by the server) or `refused` (the server said this choice is none; a new tap starts over).
 */
export type Stage = 'keeping' | 'waiting' | 'saved' | 'refused';

export interface Entry {
  slot: number;
  choice: readonly string[];
  clientSeq: number;
  stage: Stage;
}

export interface WireAnswer {
  slot: number;
  choice: string[];
  clientSeq: number;
}

/**
 * What counts after a reload: a choice kept here that is newer than the server's is waiting, whatever was acknowledged before;
 * else the server's answer is the truth (it may have come from another phone).
 */
export function mergeEntries(fromServer: readonly WireAnswer[], fromLog: readonly LoggedAnswer[]): Map<number, Entry> {
  const entries = new Map<number, Entry>();
  for (const { slot, choice, clientSeq } of fromServer) entries.set(slot, { slot, choice, clientSeq, stage: 'saved' });
  for (const { slot, choice, clientSeq } of fromLog) {
    const known = entries.get(slot);
    if (!known || clientSeq > known.clientSeq) entries.set(slot, { slot, choice, clientSeq, stage: 'waiting' });
  }
  return entries;
}

/** The answers to send, oldest first. */
export function waitingAnswers(entries: ReadonlyMap<number, Entry>): WireAnswer[] {
  return [...entries.values()]
    .filter((entry) => entry.stage === 'waiting')
    .sort((a, b) => a.clientSeq - b.clientSeq)
    .map(({ slot, choice, clientSeq }) => ({ slot, choice: [...choice], clientSeq }));
}

/**
 * The slots that a 422 names through `/answers/{index}` pointers; empty when it names none. Pointers of other shapes are ignored.
 */
export function refusedSlots(sent: readonly WireAnswer[], errors: readonly { pointer: string }[]): Set<number> {
  const slots = new Set<number>();
  for (const { pointer } of errors) {
    const index = /^#?\/answers\/(\d+)(\/|$)/.exec(pointer)?.[1];
    const answer = index === undefined ? undefined : sent[Number(index)];
    if (answer) slots.add(answer.slot);
  }
  return slots;
}
