import type { Timers } from '../../shared/offline/timers.js';

export const signalKinds = ['blur', 'focus', 'copy', 'paste', 'fullscreen-left', 'offline', 'online', 'print'] as const;
export type SignalKind = (typeof signalKinds)[number];

/** Something the page noticed: a hint for whoever watches the room, never a verdict. `ms`: how long it lasted. */
export interface Signal {
  kind: SignalKind;
  at: string;
  ms?: number;
}

const EVERY = 15_000;
const AT_ONCE = 20;
/** What does not go up is kept up to this many; older ones give way. */
const KEEP = 50;

/** Collects signals and sends them in batches, beside the answers and never in their way. */
export class SignalBatch {
  private waiting: Signal[] = [];
  private timer: unknown = null;
  private sending = false;
  private stopped = false;

  constructor(
    private readonly send: (signals: Signal[], leaving: boolean) => Promise<void>,
    private readonly timers: Timers,
  ) {}

  note(kind: SignalKind, ms?: number): void {
    if (this.stopped) return;
    const at = new Date(this.timers.now()).toISOString();
    this.waiting.push(ms === undefined ? { kind, at } : { kind, at, ms: Math.max(0, Math.round(ms)) });
    this.waiting = this.waiting.slice(-KEEP);
    if (this.waiting.length >= AT_ONCE) void this.flush();
    else this.arm();
  }

  /** Sends what waits now; `leaving` when the page may be gone before the reply. */
  async flush(leaving = false): Promise<void> {
    this.disarm();
    if (this.waiting.length === 0 || (this.sending && !leaving)) return;
    const batch = this.waiting.splice(0);
    this.sending = true;
    try {
      await this.send(batch, leaving);
    } catch {
      this.waiting = [...batch, ...this.waiting].slice(-KEEP);
      if (!this.stopped) this.arm();
    } finally {
      this.sending = false;
    }
  }

  stop(): void {
    this.stopped = true;
    void this.flush(true);
  }

  private arm(): void {
    this.timer ??= this.timers.set(() => {
      this.timer = null;
      void this.flush();
    }, EVERY);
  }

  private disarm(): void {
    if (this.timer !== null) this.timers.clear(this.timer);
    this.timer = null;
  }
}
