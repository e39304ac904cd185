import type { WireAnswer } from '../shared/offline/answer-entries.js';
import type { SaveReply, TransportFailure } from '../shared/offline/transport.js';

export class Refused extends Error implements TransportFailure {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly errors: { pointer: string }[] = [],
  ) {
    super(code);
  }
}

/** The server's side of contract 9-11, in memory: newer numbers win, equal ones replay, a bad slot refuses the whole request. */
export class FakeExamServer {
  readonly stored = new Map<number, WireAnswer>();
  /** Every effective write, in order: what a duplicate must never add to. */
  readonly history: WireAnswer[] = [];
  requests = 0;
  closed = false;
  paused = false;
  submitted = false;
  /** The one device that may answer; `null`: any. */
  device: string | null = null;
  badSlots = new Set<number>();
  namesBadSlots = true;

  private admit(device: string | null): void {
    this.requests += 1;
    if (this.closed) return;
    if (device !== null && this.device !== null && device !== this.device)
      throw new Refused(409, 'attempt-on-other-device');
    if (this.paused) throw new Refused(409, 'session-paused');
  }

  private check(answers: readonly WireAnswer[]): void {
    const bad = answers.flatMap(({ slot }, index) =>
      this.badSlots.has(slot) ? [{ pointer: `/answers/${index}/choice` }] : [],
    );
    if (bad.length > 0) throw new Refused(422, 'validation', this.namesBadSlots ? bad : []);
  }

  private counts({ slot, choice }: WireAnswer): boolean {
    return (this.stored.get(slot)?.choice ?? []).join() === choice.join();
  }

  private store(answers: readonly WireAnswer[]): void {
    for (const answer of answers) {
      const before = this.stored.get(answer.slot);
      if (before && before.clientSeq >= answer.clientSeq) continue;
      this.stored.set(answer.slot, answer);
      this.history.push(answer);
    }
  }

  save(answers: readonly WireAnswer[], device: string | null = null): SaveReply {
    this.admit(device);
    if (this.closed) throw new Refused(409, 'attempt-closed');
    this.check(answers);
    this.store(answers);
    return {
      acceptedSeq: Object.fromEntries(answers.map(({ slot }) => [slot, this.stored.get(slot)?.clientSeq ?? 0])),
    };
  }

  submit(answers: readonly WireAnswer[], device: string | null = null): { late: number } {
    this.admit(device);
    if (this.closed) return { late: answers.filter((answer) => !this.counts(answer)).length };
    this.check(answers);
    this.store(answers);
    this.submitted = true;
    this.closed = true;
    return { late: 0 };
  }
}
