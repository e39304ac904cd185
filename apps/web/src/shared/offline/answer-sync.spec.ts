import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { FakeExamServer, Refused } from '../../testing/fake-exam-server.js';
import { FakeTabs } from '../../testing/fake-tabs.js';
import { FakeTimers } from '../../testing/fake-timers.js';
import { answerLog, deleteAnswerDatabase, pendingAttempts, wipeSettled, type AnswerLog } from './answer-log.js';
import { AnswerSync, type Transport } from './answer-sync.js';

type Weather =
  | 'good'
  | 'slow-request'
  | 'slow-reply'
  | 'lost-request'
  | 'lost-reply'
  | 'twice'
  | 'late-copy'
  | 'broken'
  | 'signed-out';

/** Lets IndexedDB and promises run until nothing moves. */
const settle = async (rounds = 12): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) await new Promise((resolve) => setImmediate(resolve));
};

class Phone {
  readonly server = new FakeExamServer();
  readonly timers = new FakeTimers();
  readonly tabs = new FakeTabs();
  weather: Weather = 'good';
  diskFull = false;
  private late: (() => void)[] = [];

  constructor(
    readonly attempt: string,
    readonly owner = 'zhao',
  ) {}

  private log(): AnswerLog {
    const log = answerLog(this.owner, this.attempt);
    return {
      ...log,
      write: (...args) =>
        this.diskFull ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : log.write(...args),
    };
  }

  /** One request through the weather: requests and replies get lost, doubled, or arrive once more much later. */
  private async carry<T>(ask: () => T): Promise<T> {
    await Promise.resolve();
    const weather = this.weather;
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

  async open(): Promise<AnswerSync> {
    const transport: Transport = {
      save: (answers) => this.carry(() => this.server.save(answers)),
      submit: (answers) => this.carry(() => this.server.submit(answers)),
    };
    const sync = new AnswerSync(this.log(), transport, this.timers, this.tabs.link());
    await sync.start([...this.server.stored.values()]);
    await settle();
    return sync;
  }

  /** Good weather until nothing waits. */
  async calm(...open: AnswerSync[]): Promise<void> {
    this.weather = 'good';
    for (let round = 0; round < 20; round += 1) {
      for (const sync of open) sync.hurry();
      await settle();
      this.timers.advance(60_000);
      await settle();
      if (open.every((sync) => [...sync.snapshot().entries.values()].every((entry) => entry.stage === 'saved'))) return;
    }
  }
}

const choiceOf = (phone: Phone, slot: number): string[] | undefined => phone.server.stored.get(slot)?.choice;
let attempts = 0;
const phoneOf = (): Phone => new Phone(`attempt-${(attempts += 1)}`);

afterEach(async () => {
  await deleteAnswerDatabase();
});

describe('A39 answers on their way from a finger to the server', () => {
  it('keeps before it sends, and says saved only after the server did', async () => {
    const phone = phoneOf();
    phone.weather = 'lost-request';
    const sync = await phone.open();
    await sync.answer(1, ['a']);
    await settle();
    expect(sync.snapshot().entries.get(1)?.stage).toBe('waiting');
    expect(sync.snapshot().line).toBe('down');
    expect((await answerLog('zhao', phone.attempt).read()).answers).toMatchObject([{ slot: 1, choice: ['a'] }]);
    await phone.calm(sync);
    expect(sync.snapshot().entries.get(1)?.stage).toBe('saved');
    expect(sync.snapshot().broughtUp).toBe(1);
    expect(sync.snapshot().line).toBe('good');
  });

  it('coalesces taps while a request is under way and never lets an older one win', async () => {
    const phone = phoneOf();
    const sync = await phone.open();
    const taps = ['a', 'b', 'c', 'd'].map((choice) => sync.answer(1, [choice]));
    await Promise.all(taps);
    await phone.calm(sync);
    expect(choiceOf(phone, 1)).toEqual(['d']);
    expect(phone.server.requests).toBeLessThanOrEqual(4);
  });

  it('does not call a tap saved that came while an older one was on its way', async () => {
    const phone = phoneOf();
    phone.weather = 'slow-reply';
    const sync = await phone.open();
    await sync.answer(1, ['a']);
    await settle(3);
    await sync.answer(1, ['b']);
    phone.weather = 'lost-request';
    await settle(20);
    expect(choiceOf(phone, 1)).toEqual(['a']);
    expect(sync.snapshot().entries.get(1)).toMatchObject({ choice: ['b'], stage: 'waiting' });
    await phone.calm(sync);
    expect(choiceOf(phone, 1)).toEqual(['b']);
  });

  it('counts a cleared answer as sent, not as lost', async () => {
    const phone = phoneOf();
    const sync = await phone.open();
    await sync.answer(2, ['a']);
    await sync.answer(2, []);
    await phone.calm(sync);
    expect(choiceOf(phone, 2)).toEqual([]);
  });

  it('survives the death of the browser with nothing but its log', async () => {
    const phone = phoneOf();
    phone.weather = 'lost-request';
    const first = await phone.open();
    await first.answer(1, ['a']);
    await first.answer(2, ['b']);
    first.stop();
    phone.weather = 'good';
    const second = await phone.open();
    await phone.calm(second);
    expect(choiceOf(phone, 1)).toEqual(['a']);
    expect(choiceOf(phone, 2)).toEqual(['b']);
  });

  it('knows after a reload that an answer had arrived although its reply was lost', async () => {
    const phone = phoneOf();
    phone.weather = 'lost-reply';
    const first = await phone.open();
    await first.answer(1, ['a']);
    await settle();
    first.stop();
    const second = await phone.open();
    await settle();
    expect(second.snapshot().entries.get(1)?.stage).toBe('saved');
    expect(await pendingAttempts('zhao')).toEqual([]);
  });

  it('goes on after signing in again, with nothing lost', async () => {
    const phone = phoneOf();
    phone.weather = 'signed-out';
    const sync = await phone.open();
    await sync.answer(1, ['a']);
    await settle();
    expect(sync.snapshot().line).toBe('signed-out');
    await sync.answer(2, ['b']);
    phone.timers.advance(120_000);
    await settle();
    expect(phone.server.requests).toBe(0);
    await phone.calm(sync);
    expect(phone.server.stored.size).toBe(2);
  });

  it.each([true, false])(
    'sets one refused answer aside and brings up the others (server names it: %s)',
    async (names) => {
      const phone = phoneOf();
      phone.server.badSlots.add(2);
      phone.server.namesBadSlots = names;
      phone.weather = 'lost-request';
      const sync = await phone.open();
      await sync.answer(1, ['a']);
      await sync.answer(2, ['x']);
      await sync.answer(3, ['c']);
      await phone.calm(sync);
      expect([...phone.server.stored.keys()].sort()).toEqual([1, 3]);
      expect(sync.snapshot().entries.get(2)?.stage).toBe('refused');
      phone.server.badSlots.clear();
      await sync.answer(2, ['b']);
      await phone.calm(sync);
      expect(choiceOf(phone, 2)).toEqual(['b']);
    },
  );

  it('says how many answers came too late, and forgets them', async () => {
    const phone = phoneOf();
    const sync = await phone.open();
    await sync.answer(1, ['a']);
    await phone.calm(sync);
    phone.weather = 'lost-request';
    await sync.answer(2, ['b']);
    await settle();
    phone.server.closed = true;
    await phone.calm(sync);
    expect(sync.snapshot()).toMatchObject({ end: 'closed', notCounted: 1 });
    expect(await pendingAttempts('zhao')).toEqual([]);
  });

  it('hands in with the tail after the network came back, once, also when the reply was lost', async () => {
    const phone = phoneOf();
    phone.weather = 'lost-request';
    const sync = await phone.open();
    await sync.answer(1, ['a']);
    await sync.answer(2, ['b']);
    await sync.submit();
    await settle();
    expect(sync.snapshot()).toMatchObject({ submitting: true, end: null });
    phone.weather = 'lost-reply';
    sync.hurry();
    await settle();
    expect(phone.server.submitted).toBe(true);
    await phone.calm(sync);
    expect(sync.snapshot().end).toBe('submitted');
    expect(phone.server.history).toHaveLength(2);
    expect((await answerLog('zhao', phone.attempt).read()).answers).toEqual([]);
  });

  it('remembers across a reload that the person wanted to hand in', async () => {
    const phone = phoneOf();
    phone.weather = 'lost-request';
    const first = await phone.open();
    await first.answer(1, ['a']);
    await first.submit();
    first.stop();
    phone.weather = 'good';
    const second = await phone.open();
    await phone.calm(second);
    await settle();
    expect(phone.server.submitted).toBe(true);
    expect(choiceOf(phone, 1)).toEqual(['a']);
  });

  it('still saves when the phone is full, and says so', async () => {
    const phone = phoneOf();
    phone.diskFull = true;
    const sync = await phone.open();
    await sync.answer(1, ['a']);
    await phone.calm(sync);
    expect(sync.snapshot().notKept).toBe(true);
    expect(choiceOf(phone, 1)).toEqual(['a']);
  });

  it('lets one of two tabs send, and the other one take over', async () => {
    const phone = phoneOf();
    const one = await phone.open();
    const two = await phone.open();
    await two.answer(1, ['a']);
    await settle();
    expect(choiceOf(phone, 1)).toEqual(['a']);
    expect(two.snapshot().entries.get(1)?.stage).toBe('saved');
    phone.weather = 'lost-request';
    await one.answer(2, ['b']);
    await settle();
    one.stop();
    phone.weather = 'good';
    await settle();
    expect(choiceOf(phone, 2)).toEqual(['b']);
  });

  it('shows that another phone went on, instead of two truths', async () => {
    const phone = phoneOf();
    const sync = await phone.open();
    phone.server.stored.set(1, { slot: 1, choice: ['z'], clientSeq: 9_000_000 });
    await sync.answer(1, ['a']);
    await settle();
    expect(sync.snapshot().elsewhere).toBe(true);
    await sync.start([...phone.server.stored.values()]);
    expect(sync.snapshot().entries.get(1)?.choice).toEqual(['z']);
    await sync.answer(1, ['b']);
    await phone.calm(sync);
    expect(choiceOf(phone, 1)).toEqual(['b']);
  });

  it('keeps one account from reading what another one left, and wipes only what is settled', async () => {
    const phone = phoneOf();
    phone.weather = 'lost-request';
    const sync = await phone.open();
    await sync.answer(1, ['a']);
    sync.stop();
    expect((await answerLog('wang', phone.attempt).read()).answers).toEqual([]);
    await wipeSettled('zhao');
    expect(await pendingAttempts('zhao')).toEqual([{ attemptId: phone.attempt, pending: 1 }]);
    const again = await phone.open();
    await phone.calm(again);
    again.stop();
    await wipeSettled('zhao');
    expect((await answerLog('zhao', phone.attempt).read()).answers).toEqual([]);
  });

  it('loses nothing and doubles nothing, whatever the network, the browser and the tabs do', async () => {
    const weather = fc.constantFrom<Weather>(
      'good',
      'slow-request',
      'slow-reply',
      'lost-request',
      'lost-reply',
      'twice',
      'late-copy',
      'broken',
      'signed-out',
    );
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('tap' as const),
          slot: fc.integer({ min: 1, max: 6 }),
          pick: fc.integer({ min: 0, max: 4 }),
          tab: fc.nat(1),
        }),
      },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('weather' as const), weather }) },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.integer({ min: 1, max: 40_000 }) }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('reload' as const), tab: fc.nat(1) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('late-copies' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('insist' as const), tab: fc.nat(1) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const phone = phoneOf();
        const open = [await phone.open(), await phone.open()];
        const wanted = new Map<number, string[]>();
        for (const one of steps) {
          if (one.kind === 'tap') {
            const choice = one.pick === 0 ? [] : [`option-${one.pick}`];
            wanted.set(one.slot, choice);
            await open[one.tab]?.answer(one.slot, choice);
          } else if (one.kind === 'weather') phone.weather = one.weather;
          else if (one.kind === 'wait') phone.timers.advance(one.milliseconds);
          else if (one.kind === 'late-copies') phone.deliverLateCopies();
          else if (one.kind === 'insist') open[one.tab]?.hurry();
          else {
            open[one.tab]?.stop();
            open[one.tab] = await phone.open();
          }
          await settle(3);
        }
        await phone.calm(...open);
        phone.deliverLateCopies();
        for (const sync of open) sync.stop();
        const found = new Map([...phone.server.stored.values()].map(({ slot, choice }) => [slot, choice]));
        expect([...found].sort()).toEqual([...wanted].sort());
        // Doubled deliveries store nothing twice: every effective write has a number of its own, growing per slot.
        const numbers = phone.server.history.map(({ clientSeq }) => clientSeq);
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(await pendingAttempts(phone.owner)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});
