import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../errors/domain-error.js';
import { isConnectionLost, isOutage } from './outage.js';

/** Said by `write` of an item whose row another transaction holds: it was not written and comes again in a moment. */
export const LATER = Symbol('later');

export interface GroupCommitOptions<Item, Outcome> {
  /** Items of one key never share a batch, and batches are sorted by key, so that writers of several processes cannot deadlock. */
  keyOf(item: Item): string;
  /**
   * Writes all items in one transaction and says of each what became of it, in the same order. It must come to the same
   * when done twice: a batch whose COMMIT was not answered is written again.
   */
  write(items: readonly Item[]): Promise<readonly (Outcome | typeof LATER)[]>;
  readonly maxBatch?: number;
  /** Beyond this many waiting items a new one is refused (503), and beyond `maxWaitingPerKey` of one key. */
  readonly maxWaiting?: number;
  readonly maxWaitingPerKey?: number;
  /** How long an item is tried again while PostgreSQL is away or its row is locked, in ms. */
  readonly patienceMs?: number;
}

interface Entry<Item, Outcome> {
  readonly item: Item;
  readonly key: string;
  readonly since: number;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

const RETRY_LOCKED_MS = 5;
const RETRY_AWAY_MS = 100;

/**
 * Many small writes in one transaction: what arrives while a COMMIT is under way goes into the next one, which begins as
 * soon as that COMMIT has returned. Nothing waits for company. Each item is answered by itself, after COMMIT; one that
 * cannot be written fails nobody else; an item is never answered when it is not known to be committed.
 */
export class GroupCommit<Item, Outcome> {
  private queue: Entry<Item, Outcome>[] = [];
  private readonly countOfKey = new Map<string, number>();
  private writing = false;

  private readonly maxBatch: number;
  private readonly maxWaiting: number;
  private readonly maxWaitingPerKey: number;
  private readonly patienceMs: number;

  constructor(private readonly options: GroupCommitOptions<Item, Outcome>) {
    this.maxBatch = options.maxBatch ?? 500;
    this.maxWaiting = options.maxWaiting ?? 20_000;
    this.maxWaitingPerKey = options.maxWaitingPerKey ?? 200;
    this.patienceMs = options.patienceMs ?? 8_000;
  }

  /** Resolves after COMMIT. Rejects with the error of this item; after an outage the outcome is unknown and it is sent again. */
  add(item: Item): Promise<Outcome> {
    const key = this.options.keyOf(item);
    const ofKey = this.countOfKey.get(key) ?? 0;
    if (this.queue.length >= this.maxWaiting || ofKey >= this.maxWaitingPerKey)
      return Promise.reject(new DomainError('service-busy', { seconds: 2 }));
    this.countOfKey.set(key, ofKey + 1);
    const written = new Promise<Outcome>((resolve, reject) => {
      this.queue.push({ item, key, since: performance.now(), resolve, reject });
    }).finally(() => {
      const left = (this.countOfKey.get(key) ?? 1) - 1;
      if (left > 0) this.countOfKey.set(key, left);
      else this.countOfKey.delete(key);
    });
    this.wake();
    return written;
  }

  private wake(): void {
    if (this.writing || this.queue.length === 0) return;
    this.writing = true;
    // After this turn of the event loop: requests that arrived together go together.
    setImmediate(() => void this.drain());
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0) {
      const lost = await this.writeAll(this.takeBatch());
      if (lost) {
        this.giveUpOnTheOldest(lost.error);
        await sleep(RETRY_AWAY_MS);
      }
    }
    this.writing = false;
  }

  /** The oldest item of each key, in the order of arrival, then sorted. */
  private takeBatch(): Entry<Item, Outcome>[] {
    const batch: Entry<Item, Outcome>[] = [];
    const keys = new Set<string>();
    const rest: Entry<Item, Outcome>[] = [];
    for (const entry of this.queue) {
      if (batch.length < this.maxBatch && !keys.has(entry.key)) {
        keys.add(entry.key);
        batch.push(entry);
      } else rest.push(entry);
    }
    this.queue = rest;
    return batch.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Halves a batch that fails until the item at fault stands alone. Not null: the connection was lost, and all of it waits again. */
  private async writeAll(batch: Entry<Item, Outcome>[]): Promise<{ error: unknown } | null> {
    let outcomes: readonly (Outcome | typeof LATER)[];
    try {
      outcomes = await this.options.write(batch.map((entry) => entry.item));
    } catch (error) {
      if (isConnectionLost(error)) {
        this.queue = [...batch, ...this.queue];
        return { error };
      }
      const [entry] = batch;
      if (batch.length === 1 && entry) {
        // A deadlock or a lock held for too long: somebody else went first, nothing is wrong with the item.
        if (isOutage(error)) this.answer(entry, LATER);
        else entry.reject(error);
        return null;
      }
      const middle = batch.length >> 1;
      const first = await this.writeAll(batch.slice(0, middle));
      return (await this.writeAll(batch.slice(middle))) ?? first;
    }
    batch.forEach((entry, index) => this.answer(entry, outcomes[index]));
    return null;
  }

  private answer(entry: Entry<Item, Outcome>, outcome: Outcome | typeof LATER | undefined): void {
    if (outcome === undefined) entry.reject(new Error('a group commit left an item without an outcome'));
    else if (outcome !== LATER) entry.resolve(outcome);
    else if (this.isOutOfPatience(entry)) entry.reject(new DomainError('service-busy', { seconds: 2 }));
    else {
      setTimeout(() => {
        this.queue.unshift(entry);
        this.wake();
      }, RETRY_LOCKED_MS);
    }
  }

  private giveUpOnTheOldest(error: unknown): void {
    const over = new Set(this.queue.filter((entry) => this.isOutOfPatience(entry)));
    this.queue = this.queue.filter((entry) => !over.has(entry));
    for (const entry of over) entry.reject(error);
  }

  private isOutOfPatience(entry: Entry<Item, Outcome>): boolean {
    return performance.now() - entry.since > this.patienceMs;
  }
}
