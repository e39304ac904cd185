import { mergeEntries, refusedSlots, waitingAnswers, type Entry, type WireAnswer } from './answer-entries.js';
import type { AnswerLog } from './answer-log.js';
import type { SenderRole, TabLink } from './tab-link.js';

/** The server's reply to a save: the newest stored sequence number for each slot. */
export interface SaveReply {
  acceptedSeq: Record<string, number>;
}

/** Failures of a transport carry a status (0: no answer came) and a stable code, like `Problem`. */
export interface TransportFailure {
  status: number;
  code: string;
  errors?: readonly { pointer: string }[];
}

export interface Transport {
  save(answers: WireAnswer[]): Promise<SaveReply>;
  /**
   * Hands in, carrying the unsent tail; repeated, it gives the same result. `late` counts answers of the tail that came after the
   * end and were not graded.
   */
  submit(answers: WireAnswer[]): Promise<{ late: number }>;
}

export interface Timers {
  now(): number;
  set(run: () => void, milliseconds: number): unknown;
  clear(handle: unknown): void;
  /** 0 ≤ x < 1, spreads the retries of a whole room. */
  random(): number;
}

/** `line` is what the last request met; `end` says that nothing can be sent any more, and why. */
export interface SyncSnapshot {
  /** What the server and this device know of the attempt has been read. */
  ready: boolean;
  entries: ReadonlyMap<number, Entry>;
  line: 'good' | 'down' | 'signed-out';
  end: null | 'submitted' | 'closed';
  /** Answers waiting when the attempt was found closed: they were not counted. */
  notCounted: number;
  submitting: boolean;
  /** Another phone's newer answer won; this view is stale until `start` is called with a fresh attempt. */
  elsewhere: boolean;
  /** The device could not keep an answer (storage full or off): it lives in this page until it is saved. */
  notKept: boolean;
  /** How many answers went up after the line came back; `null` when there is nothing to say. */
  broughtUp: number | null;
}

const BATCH = 100;
const firstWait = 1_000;
const longestWait = 30_000;

const failureOf = (error: unknown): TransportFailure =>
  typeof error === 'object' && error !== null && typeof (error as TransportFailure).status === 'number'
    ? (error as TransportFailure)
    : { status: -1, code: 'unexpected' };

/**
 * Brings answers from a finger to the server: kept on the device first, then sent by one tab, coalesced to the latest per slot,
 * repeated until acknowledged (contract 9-11). It knows no browser: log, transport, timers and tabs are handed in.
 */
export class AnswerSync {
  private entries = new Map<number, Entry>();
  private snapshotNow: SyncSnapshot;
  private readonly listeners = new Set<() => void>();
  private writes: Promise<void> = Promise.resolve();
  private writing = 0;
  private lastSeq = 0;
  private sender = false;
  private busy = false;
  private oneByOne = false;
  private failures = 0;
  private timer: unknown = null;
  private broughtUp = 0;
  private wasDown = false;
  private submitWanted = false;
  private role: SenderRole | null = null;
  private stopped = false;
  private unlisten: (() => void) | null = null;

  constructor(
    private readonly log: AnswerLog,
    private readonly transport: Transport,
    private readonly timers: Timers,
    private readonly tabs: TabLink,
  ) {
    this.snapshotNow = {
      ready: false,
      entries: this.entries,
      line: 'good',
      end: null,
      notCounted: 0,
      submitting: false,
      elsewhere: false,
      notKept: false,
      broughtUp: null,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): SyncSnapshot => this.snapshotNow;

  /** Takes the server's answers, adds what this device kept, and starts to send. May be called again with a fresher attempt. */
  async start(fromServer: readonly WireAnswer[]): Promise<void> {
    let kept = { answers: [] as Awaited<ReturnType<AnswerLog['read']>>['answers'], lastSeq: 0, submitWanted: false };
    let notKept = this.snapshotNow.notKept;
    try {
      kept = await this.log.read();
    } catch {
      notKept = true;
    }
    if (this.stopped) return;
    const own = [...this.entries.values()].filter((entry) => entry.stage === 'keeping' || entry.stage === 'waiting');
    const newest = [...fromServer, ...kept.answers].reduce((most, answer) => Math.max(most, answer.clientSeq), 0);
    this.lastSeq = Math.max(this.lastSeq, kept.lastSeq, newest);
    this.entries = mergeEntries(fromServer, kept.answers);
    for (const entry of own) {
      const found = this.entries.get(entry.slot);
      if (entry.stage === 'keeping' || !found || entry.clientSeq > found.clientSeq) this.entries.set(entry.slot, entry);
    }
    // A reply may have been lost after the server had stored: what it shows is confirmed, also on this device.
    const shown = new Map(fromServer.map(({ slot, clientSeq }) => [slot, clientSeq]));
    await this.log.settle(shown).catch(() => undefined);
    if (this.stopped) return;
    this.submitWanted ||= kept.submitWanted;
    this.change({ ready: true, elsewhere: false, notKept, submitting: this.submitWanted });
    this.unlisten ??= this.tabs.listen((message) => this.heard(message));
    this.role ??= this.tabs.becomeSender((mine) => {
      this.sender = mine;
      if (mine) void this.readOthers().then(() => this.pump());
    });
    this.pump();
  }

  /** Ends timers and hands the sender's part to another tab. What is kept stays kept. */
  stop(): void {
    this.stopped = true;
    this.disarm();
    this.role?.release();
    this.unlisten?.();
  }

  /** Takes a choice: shown at once, kept on the device, then sent. Resolves when it is kept (or known not to be). */
  answer(slot: number, choice: readonly string[]): Promise<void> {
    const { end, elsewhere } = this.snapshotNow;
    if (end || elsewhere) return Promise.resolve();
    const mine: Entry = { slot, choice: [...choice], clientSeq: this.lastSeq, stage: 'keeping' };
    this.entries.set(slot, mine);
    this.writing += 1;
    this.change({});
    this.writes = this.writes.then(async () => {
      let clientSeq: number;
      try {
        clientSeq = (await this.log.write(slot, [...choice], this.timers.now(), this.lastSeq)).clientSeq;
      } catch {
        clientSeq = Math.max(Math.trunc(this.timers.now()), this.lastSeq + 1);
        this.change({ notKept: true });
      }
      this.lastSeq = Math.max(this.lastSeq, clientSeq);
      this.writing -= 1;
      // A later tap on the same slot has taken this one's place: it alone will be sent.
      if (this.entries.get(slot) === mine) this.entries.set(slot, { ...mine, clientSeq, stage: 'waiting' });
      this.change({});
      this.tabs.tell({ kind: 'kept', slot, choice: [...choice], clientSeq });
      this.pump();
    });
    return this.writes;
  }

  /** Hands in as soon as it can; survives a reload. */
  async submit(): Promise<void> {
    if (this.snapshotNow.end) return;
    this.submitWanted = true;
    this.change({ submitting: true });
    await this.log.setSubmitWanted(true).catch(() => undefined);
    this.tabs.tell({ kind: 'submit' });
    this.hurry();
  }

  /** Goes on answering: the wish to hand in is withdrawn (a request already on its way may still count). */
  async keepAnswering(): Promise<void> {
    this.submitWanted = false;
    this.change({ submitting: false });
    await this.log.setSubmitWanted(false).catch(() => undefined);
    this.tabs.tell({ kind: 'go-on' });
  }

  /** Tries again now: the network came back, the tab is in front again, or the person signed in again. */
  hurry(): void {
    this.disarm();
    if (this.snapshotNow.line === 'signed-out') this.change({ line: 'good' });
    this.failures = 0;
    if (!this.sender) this.role?.insist();
    this.pump();
  }

  /** Takes the «n went up» message off the screen. */
  quiet(): void {
    if (this.snapshotNow.broughtUp !== null) this.change({ broughtUp: null });
  }

  private change(part: Partial<SyncSnapshot>): void {
    this.snapshotNow = { ...this.snapshotNow, ...part, entries: new Map(this.entries) };
    for (const listener of this.listeners) listener();
  }

  private pump(): void {
    const { end, line, elsewhere } = this.snapshotNow;
    if (this.stopped || !this.sender || this.busy || end || elsewhere || line === 'signed-out' || this.timer !== null)
      return;
    const waiting = waitingAnswers(this.entries);
    const handIn = this.submitWanted && this.writing === 0;
    if (!handIn && waiting.length === 0) return;
    const batch = handIn && !this.oneByOne ? waiting : waiting.slice(0, this.oneByOne ? 1 : BATCH);
    const submitNow = handIn && (!this.oneByOne || waiting.length === 0);
    this.busy = true;
    void (submitNow ? this.sendSubmission(batch) : this.sendBatch(batch))
      .catch((error: unknown) => this.failed(failureOf(error), batch))
      .then(() => {
        this.busy = false;
        this.pump();
      });
  }

  private async sendBatch(batch: WireAnswer[]): Promise<void> {
    const reply = await this.transport.save(batch);
    const accepted = new Map(Object.entries(reply.acceptedSeq).map(([slot, seq]) => [Number(slot), seq]));
    this.lineIsGood();
    if (waitingAnswers(this.entries).length <= batch.length) this.oneByOne = false;
    const confirmed = this.accept(accepted, batch);
    this.tabs.tell({ kind: 'accepted', accepted: [...accepted] });
    // Awaited, so that what the device believes to be pending is true when the queue is empty.
    await this.log.settle(accepted).catch(() => undefined);
    if (confirmed < batch.length && !this.snapshotNow.elsewhere) this.arm();
  }

  private async sendSubmission(tail: WireAnswer[]): Promise<void> {
    const { late } = await this.transport.submit(tail);
    if (late === 0) for (const { slot, clientSeq } of tail) this.confirm(slot, clientSeq);
    this.lineIsGood();
    await this.finish(late > 0 ? 'closed' : 'submitted', late);
  }

  private async finish(end: 'submitted' | 'closed', notCounted: number): Promise<void> {
    this.submitWanted = false;
    this.disarm();
    await this.log.clear().catch(() => undefined);
    this.change({ end, notCounted, submitting: false, broughtUp: null });
    this.tabs.tell({ kind: 'over', end, notCounted });
  }

  /** Marks what the server confirmed; answers how many of `batch` it did. */
  private accept(accepted: ReadonlyMap<number, number>, batch: readonly WireAnswer[]): number {
    let confirmed = 0;
    let elsewhere = false;
    for (const { slot, clientSeq } of batch) {
      const seq = accepted.get(slot) ?? 0;
      if (seq >= clientSeq) confirmed += 1;
      // Newer than everything this phone ever numbered: it came from another one.
      if (seq > clientSeq && seq > this.lastSeq) elsewhere = true;
    }
    for (const [slot, seq] of accepted) this.confirm(slot, seq);
    if (this.wasDown) this.broughtUp += confirmed;
    const left = waitingAnswers(this.entries).length;
    if (this.wasDown && left === 0 && this.broughtUp > 0) {
      this.change({ elsewhere, broughtUp: this.broughtUp });
      this.wasDown = false;
      this.broughtUp = 0;
    } else this.change({ elsewhere });
    return confirmed;
  }

  private confirm(slot: number, seq: number): void {
    const entry = this.entries.get(slot);
    if (entry?.stage === 'waiting' && entry.clientSeq <= seq) this.entries.set(slot, { ...entry, stage: 'saved' });
  }

  private lineIsGood(): void {
    this.failures = 0;
    if (this.snapshotNow.line !== 'good') this.change({ line: 'good' });
  }

  private async failed(failure: TransportFailure, batch: readonly WireAnswer[]): Promise<void> {
    if (failure.status === 401) {
      this.change({ line: 'signed-out' });
      return;
    }
    // Nothing else ends an attempt: a 404 from a proxy in the middle of an upgrade must not throw answers away.
    if (failure.status === 409 && failure.code === 'attempt-closed') {
      await this.finish('closed', waitingAnswers(this.entries).length);
      return;
    }
    if (failure.status === 422 && this.refuse(batch, failure.errors ?? [])) return;
    this.wasDown = true;
    if (this.snapshotNow.line !== 'down') this.change({ line: 'down', broughtUp: null });
    this.arm();
  }

  /** Sets the refused slots aside so that the others go on. False when there was nothing to set aside. */
  private refuse(batch: readonly WireAnswer[], errors: readonly { pointer: string }[]): boolean {
    if (batch.length === 0) return false;
    let slots = refusedSlots(batch, errors);
    if (slots.size === 0 && batch.length > 1) {
      // Which one it was is not said: sent one by one, the right one will be named by being alone.
      this.oneByOne = true;
      return true;
    }
    if (slots.size === 0) slots = new Set(batch.map(({ slot }) => slot));
    for (const { slot, clientSeq } of batch) {
      const entry = this.entries.get(slot);
      if (slots.has(slot) && entry?.stage === 'waiting' && entry.clientSeq === clientSeq) {
        this.entries.set(slot, { ...entry, stage: 'refused' });
      }
    }
    this.change({});
    return true;
  }

  /** Doubles the wait up to half a minute, spread by ± 25 %. */
  private arm(): void {
    if (this.stopped) return;
    this.disarm();
    const wait =
      Math.min(longestWait, firstWait * 2 ** Math.min(this.failures, 10)) * (0.75 + this.timers.random() / 2);
    this.failures += 1;
    this.timer = this.timers.set(() => {
      this.timer = null;
      this.pump();
    }, wait);
  }

  private disarm(): void {
    if (this.timer !== null) this.timers.clear(this.timer);
    this.timer = null;
  }

  private heard(message: Parameters<TabLink['tell']>[0]): void {
    if (this.stopped || this.snapshotNow.end) return;
    if (message.kind === 'kept') this.takeOver(message);
    else if (message.kind === 'accepted') {
      for (const [slot, seq] of message.accepted) this.confirm(slot, seq);
      this.change({});
    } else if (message.kind === 'over') {
      this.submitWanted = false;
      this.disarm();
      this.change({ end: message.end, notCounted: message.notCounted, submitting: false });
    } else {
      this.submitWanted = message.kind === 'submit';
      this.change({ submitting: this.submitWanted });
      if (this.sender && this.submitWanted) this.hurry();
    }
  }

  private takeOver(answer: WireAnswer): void {
    this.lastSeq = Math.max(this.lastSeq, answer.clientSeq);
    const known = this.entries.get(answer.slot);
    if (known && (known.stage === 'keeping' || known.clientSeq >= answer.clientSeq)) return;
    this.entries.set(answer.slot, { ...answer, stage: 'waiting' });
    this.change({});
    this.pump();
  }

  /** What other tabs kept while this one was not the sender. */
  private async readOthers(): Promise<void> {
    const kept = await this.log.read().catch(() => null);
    if (!kept || this.stopped || this.snapshotNow.end) return;
    for (const { slot, choice, clientSeq, ackedSeq } of kept.answers) {
      if (clientSeq > ackedSeq) this.takeOver({ slot, choice, clientSeq });
    }
    if (kept.submitWanted && !this.submitWanted) {
      this.submitWanted = true;
      this.change({ submitting: true });
    }
  }
}
