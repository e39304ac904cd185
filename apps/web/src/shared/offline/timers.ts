export interface Timers {
  /** Milliseconds since 1970. */
  now(): number;
  set(run: () => void, milliseconds: number): unknown;
  clear(handle: unknown): void;
  /** 0 ≤ x < 1, spreads the retries of a whole room. */
  random(): number;
}

/** The timers of the browser. `now` may be replaced by a better clock than the phone's. */
export const browserTimers = (now: () => number = () => Date.now()): Timers => ({
  now,
  set: (run, milliseconds) => setTimeout(run, milliseconds),
  clear: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
  random: () => Math.random(),
});

/** Resolves or rejects as `work` does, but rejects after `milliseconds`: some browsers never answer from a broken storage. */
export function within<T>(timers: Timers, milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = timers.set(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
    work.then(resolve, reject).finally(() => timers.clear(timer));
  });
}

const firstWait = 1_000;
const longestWait = 30_000;

/** One pending retry: each wait doubles from 1 s up to 30 s, spread by ± 25 %. */
export class Retry {
  private failures = 0;
  private timer: unknown = null;

  constructor(
    private readonly timers: Timers,
    private readonly run: () => void,
  ) {}

  get waiting(): boolean {
    return this.timer !== null;
  }

  /** Arms the next try; not before `atLeast` milliseconds, when the server asked for it. */
  arm(atLeast = 0): void {
    this.disarm();
    const wait =
      Math.min(longestWait, firstWait * 2 ** Math.min(this.failures, 10)) * (0.75 + this.timers.random() / 2);
    this.failures += 1;
    this.timer = this.timers.set(
      () => {
        this.timer = null;
        this.run();
      },
      Math.max(wait, Math.min(atLeast, longestWait)),
    );
  }

  disarm(): void {
    if (this.timer !== null) this.timers.clear(this.timer);
    this.timer = null;
  }

  /** It went well: the next wait is the shortest again. */
  succeed(): void {
    this.failures = 0;
  }
}
