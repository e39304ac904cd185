import { setImmediate } from 'node:timers/promises';
import type { ReadOptions } from './read-options.js';

/** Rows between two looks at the signal: a few milliseconds of work. */
const ROWS_PER_TURN = 500;
const STEPS = 1000;

/**
 * Keeps a long reading interruptible: reports how far it is, in thousandths, and lets the event loop turn so that an
 * abort is seen. Reading a sheet is half of its work, turning its rows into questions the other half.
 */
export class Pace {
  #read = 0;
  #before = 0;
  #told = -1;

  constructor(private readonly options: ReadOptions) {}

  /** Parts of the file read so far, for a reader that does not turn the loop itself. */
  readonly read = (done: number, total: number): void => {
    this.options.signal?.throwIfAborted();
    this.#read = total === 0 ? 0 : done / total;
    this.#tell((this.#read + this.#before) / 2);
  };

  /** Awaited once per row of the sheet read last; most calls return at once. */
  row(done: number, total: number): Promise<void> | undefined {
    return done % ROWS_PER_TURN === 0 ? this.#turn(done / total) : undefined;
  }

  /** The sheet read last is done with. */
  sheetDone(): void {
    this.#before = this.#read;
  }

  end(): void {
    this.#tell(1);
  }

  async #turn(share: number): Promise<void> {
    await setImmediate();
    this.options.signal?.throwIfAborted();
    this.#tell((this.#read + this.#before + (this.#read - this.#before) * share) / 2);
  }

  #tell(share: number): void {
    const step = Math.min(STEPS, Math.floor(share * STEPS));
    if (step <= this.#told) return;
    this.#told = step;
    this.options.onProgress?.(step, STEPS);
  }
}
