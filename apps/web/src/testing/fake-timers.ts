import type { Timers } from '../shared/offline/timers.js';

/** Virtual time: nothing happens until `advance`. */
export class FakeTimers implements Timers {
  private time = 1_000_000;
  private queue: { at: number; run: () => void }[] = [];
  now = (): number => this.time;
  random = (): number => 0.5;
  set(run: () => void, milliseconds: number): unknown {
    const entry = { at: this.time + milliseconds, run };
    this.queue.push(entry);
    return entry;
  }
  clear(handle: unknown): void {
    this.queue = this.queue.filter((entry) => entry !== handle);
  }
  get pending(): number {
    return this.queue.length;
  }
  /** Moves time on and runs what became due. */
  advance(milliseconds: number): void {
    this.time += milliseconds;
    const due = this.queue.filter((entry) => entry.at <= this.time);
    this.queue = this.queue.filter((entry) => entry.at > this.time);
    for (const entry of due) entry.run();
  }
}
