/**
 * Gathers small facts in memory and hands them over together, at most every `everyMs`: for what may be lost (who was seen when),
 * never for what a person was told is stored. Facts of one key are merged; a hand-over that fails is dropped.
 */
export class CoalescingFlush<V> {
  private waiting = new Map<string, V>();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: {
      readonly everyMs: number;
      /** More keys than this and the oldest waiting ones are dropped. */
      readonly atMost: number;
      readonly merge: (before: V, now: V) => V;
      readonly flush: (facts: ReadonlyMap<string, V>) => Promise<void>;
      readonly onError: (error: unknown) => void;
    },
  ) {}

  put(key: string, fact: V): void {
    const before = this.waiting.get(key);
    this.waiting.set(key, before === undefined ? fact : this.options.merge(before, fact));
    if (this.waiting.size > this.options.atMost) {
      const [oldest] = this.waiting.keys();
      this.waiting.delete(oldest as string);
    }
    this.timer ??= setTimeout(() => void this.flushNow(), this.options.everyMs).unref();
  }

  /** What waits goes now, after a hand-over under way. */
  flushNow(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const facts = this.waiting;
    this.waiting = new Map();
    if (facts.size > 0)
      this.running = this.running.then(() => this.options.flush(facts)).catch((error) => this.options.onError(error));
    return this.running;
  }
}
