import type { Entry } from '../../shared/offline/answer-entries.js';

/** How one slot stands on the answer sheet. */
export type SlotState = 'saved' | 'waiting' | 'refused' | 'empty';

export interface Summary {
  states: Map<number, SlotState>;
  /** Acknowledged by the server and not empty: what 「已保存」 counts. */
  saved: number;
  /** Not acknowledged yet, cleared answers included. */
  waiting: number;
  /** Slots with a choice on this screen, acknowledged or not. */
  answered: number;
  empty: number[];
  refused: number[];
}

/** Sums up the slots of a paper from what the sync knows of each. */
export function summarise(slots: readonly number[], entries: ReadonlyMap<number, Entry>): Summary {
  const summary: Summary = { states: new Map(), saved: 0, waiting: 0, answered: 0, empty: [], refused: [] };
  for (const slot of slots) {
    const entry = entries.get(slot);
    const chosen = (entry?.choice.length ?? 0) > 0;
    const onItsWay = entry?.stage === 'keeping' || entry?.stage === 'waiting';
    if (onItsWay) summary.waiting += 1;
    if (chosen) summary.answered += 1;
    else summary.empty.push(slot);
    if (entry?.stage === 'refused') {
      summary.refused.push(slot);
      summary.states.set(slot, 'refused');
    } else if (onItsWay) summary.states.set(slot, 'waiting');
    else if (chosen) {
      summary.saved += 1;
      summary.states.set(slot, 'saved');
    } else summary.states.set(slot, 'empty');
  }
  return summary;
}

export type CellFilter = 'all' | 'empty' | 'flagged';

/** The places (from 0) of the questions that the answer sheet shows under a filter. */
export function cellsOf(
  slots: readonly number[],
  summary: Pick<Summary, 'empty'>,
  flags: ReadonlySet<number>,
  filter: CellFilter,
): number[] {
  const empty = new Set(summary.empty);
  return slots.flatMap((slot, index) =>
    filter === 'all' || (filter === 'empty' ? empty.has(slot) : flags.has(slot)) ? [index] : [],
  );
}
