import { mergeEntries, refusedSlots, waitingAnswers, type Entry, type WireAnswer } from './answer-entries.js';
import type { LoggedAnswer } from './answer-log.js';

/** The answers of one attempt as this page knows them, and how far each has come. Plain memory: no clock, no disk, no network. */
export class AnswerBook {
  private entries = new Map<number, Entry>();
  private newest = 0;
  /** Slots whose waiting answer lives in this page alone. */
  private readonly loose = new Set<number>();

  /** Every number given or seen so far is at most this. */
  get lastSeq(): number {
    return this.newest;
  }

  /** Would closing the page lose an answer? */
  get notKept(): boolean {
    return this.loose.size > 0;
  }

  /** A copy for the screen, which never changes under it. */
  view(): ReadonlyMap<number, Entry> {
    return new Map(this.entries);
  }

  waiting(): WireAnswer[] {
    return waitingAnswers(this.entries);
  }

  /** Starts over from the server's answers and what the device kept; what this page has not sent yet stays on top. */
  read(fromServer: readonly WireAnswer[], kept: readonly LoggedAnswer[], lastSeq: number): void {
    const own = [...this.entries.values()].filter(({ stage }) => stage === 'keeping' || stage === 'waiting');
    this.seen(lastSeq);
    for (const { clientSeq } of [...fromServer, ...kept]) this.seen(clientSeq);
    this.entries = mergeEntries(fromServer, kept);
    for (const entry of own) {
      const found = this.entries.get(entry.slot);
      if (entry.stage === 'keeping' || !found || entry.clientSeq > found.clientSeq) this.entries.set(entry.slot, entry);
    }
  }

  /** A tap: shown at once, without a number until it is kept. */
  begin(slot: number, choice: readonly string[]): Entry {
    const entry: Entry = { slot, choice: [...choice], clientSeq: this.newest, stage: 'keeping' };
    this.entries.set(slot, entry);
    return entry;
  }

  /** `entry` got its number, on the device or in this page alone, and may be sent; unless a later tap on the same slot has taken its place: that one alone will be. */
  kept(entry: Entry, clientSeq: number, onDevice: boolean): void {
    this.seen(clientSeq);
    if (onDevice) this.loose.delete(entry.slot);
    else this.loose.add(entry.slot);
    if (this.entries.get(entry.slot) === entry) this.entries.set(entry.slot, { ...entry, clientSeq, stage: 'waiting' });
  }

  /** Another tab kept `answer`. False when this page has something newer. */
  takeOver(answer: WireAnswer): boolean {
    this.seen(answer.clientSeq);
    const known = this.entries.get(answer.slot);
    if (known && (known.stage === 'keeping' || known.clientSeq >= answer.clientSeq)) return false;
    this.entries.set(answer.slot, { ...answer, stage: 'waiting' });
    return true;
  }

  /** The server has stored `seq` for `slot`: what is not newer is saved. */
  confirm(slot: number, seq: number): void {
    const entry = this.entries.get(slot);
    if (entry?.stage !== 'waiting' || entry.clientSeq > seq) return;
    this.entries.set(slot, { ...entry, stage: 'saved' });
    this.loose.delete(slot);
  }

  /** Marks what the server confirmed: how many of `batch`, and whether a number shows that somebody else answered too. */
  accept(
    batch: readonly WireAnswer[],
    accepted: ReadonlyMap<number, number>,
  ): { confirmed: number; stranger: boolean } {
    let confirmed = 0;
    let stranger = false;
    for (const { slot, clientSeq } of batch) {
      const seq = accepted.get(slot) ?? 0;
      if (seq >= clientSeq) confirmed += 1;
      // Newer than everything this page knows of: it came from another one.
      if (seq > clientSeq && seq > this.newest) stranger = true;
    }
    for (const [slot, seq] of accepted) this.confirm(slot, seq);
    return { confirmed, stranger };
  }

  /**
   * Sets aside what a 422 refused, so that the others go on. `which-one`: it named none of several, so they have to be sent one
   * by one; `nothing`: there was nothing to set aside.
   */
  setAside(batch: readonly WireAnswer[], errors: readonly { pointer: string }[]): 'done' | 'which-one' | 'nothing' {
    if (batch.length === 0) return 'nothing';
    const named = refusedSlots(batch, errors);
    if (named.size === 0 && batch.length > 1) return 'which-one';
    for (const { slot, clientSeq } of batch) {
      const entry = this.entries.get(slot);
      const refused = named.size === 0 || named.has(slot);
      if (refused && entry?.stage === 'waiting' && entry.clientSeq === clientSeq) {
        this.entries.set(slot, { ...entry, stage: 'refused' });
        this.loose.delete(slot);
      }
    }
    return 'done';
  }

  private seen(clientSeq: number): void {
    this.newest = Math.max(this.newest, clientSeq);
  }
}
