import { setTimeout as sleep } from 'node:timers/promises';

interface Entry<T> {
  promise: Promise<T>;
  /** Infinity: it waits for its turn. */
  begun: number;
  settled: boolean;
  stale: boolean;
}

/**
 * Reads that many ask for at once are done once, one at a time, and begin at least `apartMs` apart. What is given out is never
 * older than that, and never from before a change that was reported by `expire`: whoever asks then waits for the next read.
 */
export class SharedReads<T> {
  private readonly entries = new Map<string, Map<string, Entry<T>>>();

  constructor(private readonly apartMs: number) {}

  /** `part`: of what `key` names; a change expires all parts. */
  get(key: string, part: string, read: () => Promise<T>): Promise<T> {
    const parts = this.entries.get(key) ?? new Map<string, Entry<T>>();
    this.entries.set(key, parts);
    const before = parts.get(part);
    if (before && this.isFresh(before)) return before.promise;
    const entry: Entry<T> = { promise: Promise.resolve(undefined as T), begun: Infinity, settled: false, stale: false };
    entry.promise = this.readAfter(before, entry, read);
    parts.set(part, entry);
    const forget = (): void => {
      if (parts.get(part) === entry) parts.delete(part);
      if (parts.size === 0 && this.entries.get(key) === parts) this.entries.delete(key);
    };
    entry.promise.then(() => setTimeout(forget, this.apartMs).unref(), forget);
    return entry.promise;
  }

  expire(key: string): void {
    for (const entry of this.entries.get(key)?.values() ?? []) entry.stale = entry.begun < Infinity;
  }

  private isFresh(entry: Entry<T>): boolean {
    return !entry.stale && (!entry.settled || performance.now() < entry.begun + this.apartMs);
  }

  private async readAfter(before: Entry<T> | undefined, entry: Entry<T>, read: () => Promise<T>): Promise<T> {
    if (before) {
      await before.promise.catch(() => undefined);
      const wait = before.begun + this.apartMs - performance.now();
      if (wait > 0) await sleep(wait);
    }
    entry.begun = performance.now();
    try {
      return await read();
    } finally {
      entry.settled = true;
    }
  }
}
