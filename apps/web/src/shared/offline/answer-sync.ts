import { AnswerBook } from './answer-book.js';
import type { WireAnswer } from './answer-entries.js';
import type { AnswerLog } from './answer-log.js';
import { blankSnapshot, Comeback, type SyncSnapshot } from './sync-snapshot.js';
import type { SenderRole, TabLink, TabMessage } from './tab-link.js';
import { Retry, within, type Timers } from './timers.js';
import { failureOf, verdictOf, type Transport } from './transport.js';

const BATCH = 100;
/** Longer than any healthy flush to disk takes; after it the answer is sent without being kept. */
const STORAGE_PATIENCE = 5_000;

/**
 * Brings answers from a finger to the server: kept on the device first, then sent by one tab, coalesced to the latest per slot,
 * repeated until acknowledged (contract 9-11). It knows no browser: log, transport, timers and tabs are handed in.
 */
export class AnswerSync {
  private readonly book = new AnswerBook();
  private readonly retry: Retry;
  private readonly comeback = new Comeback();
  private readonly listeners = new Set<() => void>();
  private snapshotNow: SyncSnapshot = blankSnapshot;
  private writes: Promise<void> = Promise.resolve();
  private writing = 0;
  private sender = false;
  private busy = false;
  private oneByOne = false;
  private submitWanted = false;
  private asked = false;
  private stopped = false;
  private moves = 0;
  private role: SenderRole | null = null;
  private unlisten: (() => void) | null = null;

  constructor(
    private readonly log: AnswerLog,
    private readonly transport: Transport,
    private readonly timers: Timers,
    private readonly tabs: TabLink,
  ) {
    this.retry = new Retry(timers, () => this.pump());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): SyncSnapshot => this.snapshotNow;

  /** Takes the server's answers, adds what this device kept, and starts to send. May be called again with a fresher attempt. */
  async start(fromServer: readonly WireAnswer[]): Promise<void> {
    const before = this.moves;
    const kept = await within(this.timers, STORAGE_PATIENCE, this.log.read()).catch(() => null);
    if (this.stopped) return;
    this.book.read(fromServer, kept?.answers ?? [], kept?.lastSeq ?? 0);
    // A reply may have been lost after the server had stored: what it shows is confirmed, also on this device.
    const shown = new Map(fromServer.map(({ slot, clientSeq }) => [slot, clientSeq]));
    if (kept) await this.settle(shown);
    if (this.stopped || this.snapshotNow.end) return;
    // Told meanwhile that another phone goes on: that is newer than what is opened here.
    const elsewhere = this.moves > before;
    this.submitWanted = !elsewhere && (this.submitWanted || (kept?.submitWanted ?? false));
    this.change({ ready: true, elsewhere, submitting: this.submitWanted });
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
    this.retry.disarm();
    this.role?.release();
    this.unlisten?.();
  }

  /** Takes a choice: shown at once, kept on the device, then sent. Resolves when it is kept (or known not to be). */
  answer(slot: number, choice: readonly string[]): Promise<void> {
    const { end, elsewhere } = this.snapshotNow;
    if (end || elsewhere) return Promise.resolve();
    const mine = this.book.begin(slot, choice);
    // The time of the tap, not of the write: it is what orders tabs that neither store nor hear each other.
    const now = this.timers.now();
    this.writing += 1;
    this.change({});
    this.writes = this.writes.then(async () => {
      const { lastSeq } = this.book;
      const written = await within(
        this.timers,
        STORAGE_PATIENCE,
        this.log.write(slot, [...choice], now, lastSeq),
      ).catch(() => null);
      const clientSeq = written?.clientSeq ?? Math.max(Math.trunc(now), lastSeq + 1);
      this.book.kept(mine, clientSeq, written !== null);
      this.writing -= 1;
      this.change({});
      this.tabs.tell({ kind: 'kept', slot, choice: [...choice], clientSeq });
      this.pump();
    });
    return this.writes;
  }

  /** Hands in as soon as it can. A person's own wish survives a reload; the end of the time comes again by itself. */
  async submit(remember = true): Promise<void> {
    if (this.snapshotNow.end) return;
    this.submitWanted = true;
    this.change({ submitting: true });
    if (remember) {
      await this.log.setSubmitWanted(true).catch(() => undefined);
      this.tabs.tell({ kind: 'submit' });
    }
    this.hurry();
  }

  /** Goes on answering: the wish to hand in is withdrawn (a request already on its way may still count). */
  async keepAnswering(): Promise<void> {
    this.submitWanted = false;
    this.change({ submitting: false });
    await this.log.setSubmitWanted(false).catch(() => undefined);
    this.tabs.tell({ kind: 'go-on' });
  }

  /** Tries again now: the network came back, the exam goes on, the tab is in front, or the person signed in again. */
  hurry(): void {
    this.retry.disarm();
    this.retry.succeed();
    if (this.snapshotNow.line === 'signed-out') this.change({ line: 'good' });
    if (!this.sender) this.role?.insist();
    this.pump();
  }

  /** The server told that another phone goes on: nothing is sent or taken until `start` is called with a fresh attempt. */
  moved(): void {
    this.moves += 1;
    if (this.stopped || this.snapshotNow.end || this.snapshotNow.elsewhere) return;
    this.retry.disarm();
    // Whoever goes on over there has not handed in here, even if he wanted to when this phone had no network.
    this.submitWanted = false;
    this.change({ line: 'good', elsewhere: true, submitting: false });
    void this.log.setSubmitWanted(false).catch(() => undefined);
  }

  /** The server told that the attempt is over. While this page hands in, the reply to that says it better. */
  async over(): Promise<void> {
    if (this.stopped || this.snapshotNow.end) return;
    if (!this.submitWanted) await this.closed();
    this.hurry();
  }

  /** Takes the «n went up» message off the screen. */
  quiet(): void {
    if (this.snapshotNow.broughtUp !== null) this.change({ broughtUp: null });
  }

  private change(part: Partial<SyncSnapshot>): void {
    const { notKept } = this.book;
    this.snapshotNow = { ...this.snapshotNow, ...part, entries: this.book.view(), notKept };
    for (const listener of this.listeners) listener();
  }

  private get mayNotSend(): boolean {
    const { end, line, elsewhere } = this.snapshotNow;
    const idle = this.stopped || !this.sender || this.busy;
    return idle || end !== null || elsewhere || line === 'signed-out' || this.retry.waiting;
  }

  private pump(): void {
    if (this.mayNotSend) return;
    const waiting = this.book.waiting();
    const handIn = this.submitWanted && this.writing === 0;
    if (!handIn && waiting.length === 0) return;
    const batch = handIn && !this.oneByOne ? waiting : waiting.slice(0, this.oneByOne ? 1 : BATCH);
    const submitNow = handIn && (!this.oneByOne || waiting.length === 0);
    this.busy = true;
    void (submitNow ? this.sendSubmission(batch) : this.sendBatch(batch))
      .catch((error: unknown) => this.failed(error, batch))
      .then(() => {
        this.busy = false;
        this.pump();
      });
  }

  private async sendBatch(batch: WireAnswer[]): Promise<void> {
    const reply = await this.transport.save(batch);
    const accepted = new Map(Object.entries(reply.acceptedSeq).map(([slot, seq]) => [Number(slot), seq]));
    this.lineIsGood();
    if (this.book.waiting().length <= batch.length) this.oneByOne = false;
    const { confirmed, stranger } = this.book.accept(batch, accepted);
    const elsewhere = stranger && !(await this.isAnotherTab(accepted));
    const broughtUp = this.comeback.wentUp(confirmed, this.book.waiting().length);
    this.change(broughtUp === null ? { elsewhere } : { elsewhere, broughtUp });
    this.tabs.tell({ kind: 'accepted', accepted: [...accepted] });
    // Awaited, so that what the device believes to be pending is true when the queue is empty.
    await this.settle(accepted);
    if (confirmed < batch.length && !elsewhere) this.retry.arm();
  }

  /** A number that this page did not give may be another tab's, whose message was lost: then its answers are taken over. */
  private async isAnotherTab(accepted: ReadonlyMap<number, number>): Promise<boolean> {
    const kept = await within(this.timers, STORAGE_PATIENCE, this.log.read()).catch(() => null);
    if (!kept || kept.lastSeq < Math.max(...accepted.values())) return false;
    for (const { slot, choice, clientSeq } of kept.answers) this.book.takeOver({ slot, choice, clientSeq });
    for (const [slot, seq] of accepted) this.book.confirm(slot, seq);
    return true;
  }

  private async sendSubmission(tail: WireAnswer[]): Promise<void> {
    const { late } = await this.transport.submit(tail);
    if (late === 0) for (const { slot, clientSeq } of tail) this.book.confirm(slot, clientSeq);
    this.lineIsGood();
    await this.finish(late > 0 ? 'closed' : 'submitted', late);
  }

  /**
   * The attempt is over. What waits may have counted all the same, in a submission whose reply was lost before the person went on
   * answering: handing in once more changes nothing, and its reply says what did not count.
   */
  private async closed(): Promise<void> {
    const waiting = this.book.waiting().length;
    if (waiting === 0 || this.asked) return this.finish('closed', waiting);
    this.asked = true;
    this.submitWanted = true;
    this.change({ submitting: true });
  }

  private async finish(end: 'submitted' | 'closed', notCounted: number): Promise<void> {
    this.submitWanted = false;
    this.retry.disarm();
    await within(this.timers, STORAGE_PATIENCE, this.log.clear()).catch(() => undefined);
    this.change({ end, notCounted, submitting: false, held: false, broughtUp: null });
    this.tabs.tell({ kind: 'over', end, notCounted });
  }

  private settle(accepted: ReadonlyMap<number, number>): Promise<void> {
    return within(this.timers, STORAGE_PATIENCE, this.log.settle(accepted)).catch(() => undefined);
  }

  private lineIsGood(): void {
    this.retry.succeed();
    const { line, held } = this.snapshotNow;
    if (line !== 'good' || held) this.change({ line: 'good', held: false });
  }

  private async failed(error: unknown, batch: readonly WireAnswer[]): Promise<void> {
    const failure = failureOf(error);
    const verdict = verdictOf(failure);
    if (verdict === 'signed-out') return this.change({ line: 'signed-out' });
    if (verdict === 'closed') return this.closed();
    if (verdict === 'elsewhere') return this.moved();
    if (verdict === 'withdrawn') return this.keepAnswering();
    if (verdict === 'paused') {
      this.change({ line: 'good', held: true });
      return this.retry.arm();
    }
    if (verdict === 'refused') {
      const aside = this.book.setAside(batch, failure.errors ?? []);
      if (aside === 'which-one') this.oneByOne = true;
      if (aside !== 'nothing') return this.change({});
    }
    this.comeback.lineLost();
    if (this.snapshotNow.line !== 'down') this.change({ line: 'down', broughtUp: null });
    return this.retry.arm((failure.retryAfterSeconds ?? 0) * 1000);
  }

  private heard(message: TabMessage): void {
    if (this.stopped || this.snapshotNow.end) return;
    if (message.kind === 'kept') this.takeOver(message);
    else if (message.kind === 'accepted') {
      for (const [slot, seq] of message.accepted) this.book.confirm(slot, seq);
      this.change({});
    } else if (message.kind === 'over') {
      this.submitWanted = false;
      this.retry.disarm();
      this.change({ end: message.end, notCounted: message.notCounted, submitting: false });
    } else {
      this.submitWanted = message.kind === 'submit';
      this.change({ submitting: this.submitWanted });
      if (this.sender && this.submitWanted) this.hurry();
    }
  }

  private takeOver({ slot, choice, clientSeq }: WireAnswer): void {
    if (!this.book.takeOver({ slot, choice, clientSeq })) return;
    this.change({});
    this.pump();
  }

  /** What other tabs kept while this one was not the sender. */
  private async readOthers(): Promise<void> {
    const kept = await within(this.timers, STORAGE_PATIENCE, this.log.read()).catch(() => null);
    if (!kept || this.stopped || this.snapshotNow.end) return;
    for (const answer of kept.answers) if (answer.clientSeq > answer.ackedSeq) this.takeOver(answer);
    if (kept.submitWanted && !this.submitWanted) {
      this.submitWanted = true;
      this.change({ submitting: true });
    }
  }
}
