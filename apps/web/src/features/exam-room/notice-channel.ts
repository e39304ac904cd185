import { Retry, type Timers } from '../../shared/offline/timers.js';

/** The stream says something every 15 s; this long without a word it is not believed any more. */
const SILENCE = 20_000;
/** A stream that stays silent this long is dropped and opened anew. */
const DEAD = 40_000;
const POLL = 15_000;
const LOOK = 2_500;

export interface ChannelParts {
  /** Opens the stream. Resolves when it ends and rejects when it breaks; `onSign` is called for every sign of life. */
  listen(signal: AbortSignal, onSign: () => void): Promise<void>;
  /** Asks once. Rejects when no answer came. */
  poll(signal: AbortSignal): Promise<void>;
}

/**
 * Keeps an attempt up to date: by a stream while one works, by asking every 15 s while none does (blocked, buffered by a proxy, or
 * no network). It only decides when; what is said goes through `parts`.
 */
export class NoticeChannel {
  private readonly reconnect: Retry;
  private streaming: AbortController | null = null;
  private asking: Promise<boolean> | null = null;
  private readonly left = new AbortController();
  private openedAt = 0;
  private sign = -Infinity;
  private answer = -Infinity;
  private asked = 0;
  private tick: unknown = null;

  constructor(
    private readonly parts: ChannelParts,
    private readonly timers: Timers,
  ) {
    this.reconnect = new Retry(timers, () => this.open());
  }

  /** Is what this page knows at most a few seconds old? */
  get fresh(): boolean {
    return this.timers.now() - Math.max(this.sign, this.answer) < SILENCE;
  }

  start(): void {
    // The stream gets a moment before anything is asked: the page has just read the whole.
    this.asked = this.timers.now();
    this.open();
    this.look();
  }

  stop(): void {
    this.left.abort();
    this.streaming?.abort();
    this.reconnect.disarm();
    this.timers.clear(this.tick);
  }

  /** The network or the page came back: what was waited for is tried now. */
  hurry(): void {
    if (this.left.signal.aborted) return;
    if (!this.streaming) {
      this.reconnect.disarm();
      this.reconnect.succeed();
      this.open();
    }
    void this.check();
  }

  /** Asks now. True when the server answered, whatever it said. */
  check(): Promise<boolean> {
    this.asking ??= this.ask();
    return this.asking;
  }

  private async ask(): Promise<boolean> {
    this.asked = this.timers.now();
    try {
      await this.parts.poll(this.left.signal);
      this.answer = this.timers.now();
      return true;
    } catch {
      return false;
    } finally {
      this.asking = null;
    }
  }

  private open(): void {
    if (this.left.signal.aborted) return;
    const stream = new AbortController();
    this.streaming = stream;
    this.openedAt = this.timers.now();
    const onSign = (): void => {
      if (this.streaming !== stream) return;
      this.sign = this.timers.now();
      this.reconnect.succeed();
    };
    void this.parts
      .listen(stream.signal, onSign)
      // How it ended does not matter: it is opened anew, later and later.
      .catch(() => undefined)
      .then(() => {
        if (this.streaming !== stream) return;
        this.streaming = null;
        if (!this.left.signal.aborted) this.reconnect.arm();
      });
  }

  private look(): void {
    if (this.left.signal.aborted) return;
    const now = this.timers.now();
    if (this.streaming && now - Math.max(this.sign, this.openedAt) >= DEAD) {
      this.streaming.abort();
      this.streaming = null;
      this.reconnect.arm();
    }
    if (now - this.sign >= SILENCE && now - this.asked >= POLL) void this.check();
    this.tick = this.timers.set(() => this.look(), LOOK);
  }
}
