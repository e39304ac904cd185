/**
 * The server's clock as seen from this device: an offset to a monotonic local clock, estimated from replies. A wrong date on the
 * phone, or a user who changes it, moves nothing (contract 10).
 */
export class ServerClock {
  private offset: number | null = null;
  private uncertainty = Infinity;
  private sampledAt = 0;

  /** @param monotonic milliseconds that never jump, e.g. `performance.now()`. */
  constructor(private readonly monotonic: () => number) {}

  /**
   * Takes one reply: when the request left and the answer came (both on the monotonic clock, ms) and what the server said (ISO).
   * The tightest sample wins; an old one loses weight, because clocks drift.
   */
  sample(sentAt: number, receivedAt: number, serverTime: string): void {
    const server = Date.parse(serverTime);
    if (!Number.isFinite(server) || receivedAt < sentAt) return;
    const uncertainty = (receivedAt - sentAt) / 2;
    const aged = this.uncertainty + (receivedAt - this.sampledAt) / 1000;
    if (uncertainty > aged) return;
    this.offset = server - (sentAt + receivedAt) / 2;
    this.uncertainty = uncertainty;
    this.sampledAt = receivedAt;
  }

  /** Takes `now` (server time, ms since 1970) for lack of better, as a page opened without a network does; any reply replaces it. */
  assume(now: number): void {
    if (this.offset === null) this.offset = now - this.monotonic();
  }

  /** Forgets how good the last sample was: after sleep the monotonic clock of some phones has stood still. */
  distrust(): void {
    this.uncertainty = Infinity;
  }

  /** The server's time in ms since 1970, or `null` before the first reply. */
  now(): number | null {
    return this.offset === null ? null : this.monotonic() + this.offset;
  }
}
