import { answerLog, type AnswerLog } from '../shared/offline/answer-log.js';
import { AnswerSync } from '../shared/offline/answer-sync.js';
import type { Transport } from '../shared/offline/transport.js';
import { FakeExamServer, Refused } from './fake-exam-server.js';
import { FakeTabs } from './fake-tabs.js';
import { FakeTimers } from './fake-timers.js';

/** What happens to a request on its way. */
export const weathers = [
  'good',
  'slow-request',
  'slow-reply',
  'lost-request',
  'lost-reply',
  'twice',
  'late-copy',
  'broken',
  'signed-out',
] as const;
export type Weather = (typeof weathers)[number];

/** Lets IndexedDB and promises run until nothing moves. */
export const settle = async (rounds = 12): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** One phone with its own storage keys, tabs, time and weather, before a server that other phones may share. */
export class Phone {
  readonly timers = new FakeTimers();
  readonly tabs = new FakeTabs();
  weather: Weather = 'good';
  diskFull = false;
  /** Writes neither succeed nor fail. */
  diskHangs = false;
  private late: (() => void)[] = [];

  constructor(
    readonly attempt: string,
    readonly owner = 'zhao',
    readonly server = new FakeExamServer(),
    /** `null`: a client that names no device, to which the one-device rule does not apply. */
    readonly device: string | null = null,
  ) {}

  private log(): AnswerLog {
    // Two phones of one person have storages of their own; here they share one, so the device is part of the key.
    const log = answerLog(this.device ? `${this.owner}@${this.device}` : this.owner, this.attempt);
    return {
      ...log,
      write: (...args) => {
        if (this.diskHangs) return new Promise(() => undefined);
        return this.diskFull ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : log.write(...args);
      },
    };
  }

  /** One request through the weather: requests and replies get lost, doubled, or arrive once more much later. */
  private async carry<T>(ask: () => T): Promise<T> {
    await Promise.resolve();
    const { weather } = this;
    if (weather === 'lost-request') throw new Refused(0, 'network');
    if (weather === 'broken') throw new Refused(503, 'unavailable');
    if (weather === 'signed-out') throw new Refused(401, 'unauthenticated');
    if (weather === 'slow-request') await settle(10);
    const reply = ask();
    if (weather === 'slow-reply') await settle(10);
    if (weather === 'twice') ask();
    if (weather === 'late-copy') this.late.push(() => void ask());
    if (weather === 'lost-reply') throw new Refused(0, 'network');
    return reply;
  }

  deliverLateCopies(): void {
    for (const copy of this.late.splice(0)) {
      try {
        copy();
      } catch {
        // The server refused an old copy; nobody waits for the reply.
      }
    }
  }

  /** Opens one more tab. */
  async open(): Promise<AnswerSync> {
    const transport: Transport = {
      save: (answers) => this.carry(() => this.server.save(answers, this.device)),
      submit: (answers) => this.carry(() => this.server.submit(answers, this.device)),
    };
    const sync = new AnswerSync(this.log(), transport, this.timers, this.tabs.link());
    await sync.start([...this.server.stored.values()]);
    await settle();
    return sync;
  }

  /** Takes the attempt to this phone, as the server does when the person asks for it. */
  async takeOver(...open: AnswerSync[]): Promise<void> {
    this.server.device = this.device;
    for (const sync of open) await sync.start([...this.server.stored.values()]);
    await settle();
  }

  /** Good weather until nothing waits; a read-only tab is told to go on here. */
  async calm(...open: AnswerSync[]): Promise<void> {
    this.weather = 'good';
    for (let round = 0; round < 20; round += 1) {
      for (const sync of open) {
        if (sync.snapshot().elsewhere) await sync.start([...this.server.stored.values()]);
        sync.hurry();
      }
      await settle();
      this.timers.advance(60_000);
      await settle();
      if (open.every((sync) => [...sync.snapshot().entries.values()].every((entry) => entry.stage === 'saved'))) return;
    }
  }
}
