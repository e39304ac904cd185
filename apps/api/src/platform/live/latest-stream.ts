import { Readable } from 'node:stream';

/**
 * A text/event-stream body that holds at most one unsent event: to a reader that is slow only the latest is worth sending, and
 * what waits for him must not grow.
 */
export class LatestStream extends Readable {
  private waiting: string | null = null;
  private wanted = true;
  private done = false;

  constructor() {
    super({ highWaterMark: 1, encoding: 'utf8' });
  }

  /** `data` as one event. */
  offer(data: unknown): void {
    this.put(`data: ${JSON.stringify(data)}\n\n`);
  }

  /** A line that clients ignore and proxies see; never instead of an event that waits. */
  ping(): void {
    if (this.waiting === null) this.put(': ping\n\n');
  }

  /** How long the client waits before it connects again. */
  retryAfter(milliseconds: number): void {
    this.put(`retry: ${milliseconds}\n\n`);
  }

  /** The last event, if any, goes out; then the answer ends and the client connects anew. */
  finish(): void {
    if (this.done) return;
    this.done = true;
    if (this.waiting === null && this.wanted) this.push(null);
  }

  override _read(): void {
    if (this.waiting !== null) {
      const text = this.waiting;
      this.waiting = null;
      this.wanted = this.push(text);
    } else if (this.done) this.push(null);
    else this.wanted = true;
  }

  private put(text: string): void {
    if (this.done || this.destroyed) return;
    if (this.wanted) this.wanted = this.push(text);
    else this.waiting = text;
  }
}
