import type { SaveReply, TransportFailure } from '../shared/offline/answer-sync.js';
import type { WireAnswer } from '../shared/offline/answer-entries.js';

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
  submitted = false;
  badSlots = new Set<number>();
  namesBadSlots = true;

  private check(answers: readonly WireAnswer[]): void {
    const bad = answers.flatMap(({ slot }, index) =>
      this.badSlots.has(slot) ? [{ pointer: `/answers/${index}/choice` }] : [],
    );
    if (bad.length > 0) throw new Refused(422, 'validation', this.namesBadSlots ? bad : []);
  }

  private store(answers: readonly WireAnswer[]): void {
    for (const answer of answers) {
      const before = this.stored.get(answer.slot);
      if (before && before.clientSeq >= answer.clientSeq) continue;
      this.stored.set(answer.slot, answer);
      this.history.push(answer);
    }
  }

  save(answers: readonly WireAnswer[]): SaveReply {
    this.requests += 1;
    if (this.closed) throw new Refused(409, 'attempt-closed');
    this.check(answers);
    this.store(answers);
    return {
      acceptedSeq: Object.fromEntries(answers.map(({ slot }) => [slot, this.stored.get(slot)?.clientSeq ?? 0])),
    };
  }

  submit(answers: readonly WireAnswer[]): { late: number } {
    this.requests += 1;
    if (this.submitted) return { late: 0 };
    if (this.closed) return { late: answers.length };
    this.check(answers);
    this.store(answers);
    this.submitted = true;
    this.closed = true;
    return { late: 0 };
  }
}
