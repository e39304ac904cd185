import type { Entry } from './answer-entries.js';

/** What the screen knows of the queue. `line` is what the last request met; `end` says that nothing can be sent any more, and why. */
export interface SyncSnapshot {
  /** What the server and this device know of the attempt has been read. */
  ready: boolean;
  entries: ReadonlyMap<number, Entry>;
  line: 'good' | 'down' | 'signed-out';
  end: null | 'submitted' | 'closed';
  /** Answers waiting when the attempt was found closed: they were not counted. */
  notCounted: number;
  submitting: boolean;
  /** Another phone goes on with the attempt; this view is read-only until `start` is called with a fresh attempt. */
  elsewhere: boolean;
  /** The exam is paused and takes nothing: what waits is sent when it goes on. */
  held: boolean;
  /** The device could not keep an answer (storage full or off): until it is saved it lives in this page alone. */
  notKept: boolean;
  /** How many answers went up after the line came back; `null` when there is nothing to say. */
  broughtUp: number | null;
}

export const blankSnapshot: SyncSnapshot = {
  ready: false,
  entries: new Map(),
  line: 'good',
  end: null,
  notCounted: 0,
  submitting: false,
  elsewhere: false,
  held: false,
  notKept: false,
  broughtUp: null,
};

/** Counts what went up since the line was lost, to say it once when nothing waits any more. */
export class Comeback {
  private lost = false;
  private count = 0;

  lineLost(): void {
    this.lost = true;
  }

  /** `confirmed` more answers went up and `left` wait: the whole number when it is time to say it, else `null`. */
  wentUp(confirmed: number, left: number): number | null {
    if (!this.lost) return null;
    this.count += confirmed;
    if (left > 0 || this.count === 0) return null;
    const all = this.count;
    this.lost = false;
    this.count = 0;
    return all;
  }
}
