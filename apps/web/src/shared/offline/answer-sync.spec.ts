import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Phone, settle } from '../../testing/phone.js';
import { answerLog, deleteAnswerDatabase, pendingAttempts, wipeSettled } from './answer-log.js';
import { deleteDeviceDatabase } from './device-database.js';

const choiceOf = (phone: Phone, slot: number): string[] | undefined => phone.server.stored.get(slot)?.choice;
let attempts = 0;
const phoneOf = (): Phone => new Phone(`attempt-${(attempts += 1)}`);

afterEach(async () => {
  await deleteAnswerDatabase();
  await deleteDeviceDatabase();
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

  it('still saves when the phone is full, and says what would be lost until the last of it is saved', async () => {
    const phone = phoneOf();
    phone.diskFull = true;
    phone.weather = 'lost-request';
    const sync = await phone.open();
    await sync.answer(1, ['a']);
    expect(sync.snapshot().notKept).toBe(true);
    // Room for the second answer saves nothing of the first.
    phone.diskFull = false;
    await sync.answer(2, ['b']);
    expect(sync.snapshot().notKept).toBe(true);
    await phone.calm(sync);
    expect(sync.snapshot().notKept).toBe(false);
    expect(choiceOf(phone, 1)).toEqual(['a']);
    expect(choiceOf(phone, 2)).toEqual(['b']);
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

  it('does not take another tab of this phone, whose messages were lost, for another phone', async () => {
    const phone = phoneOf();
    const one = await phone.open();
    const two = await phone.open();
    phone.tabs.deaf = true;
    phone.weather = 'lost-request';
    await two.answer(1, ['a']);
    phone.timers.advance(5);
    await one.answer(1, ['b']);
    await phone.calm(one);
    two.hurry();
    await settle();
    expect(two.snapshot().elsewhere).toBe(false);
    expect(two.snapshot().entries.get(1)).toMatchObject({ choice: ['b'], stage: 'saved' });
    expect(choiceOf(phone, 1)).toEqual(['b']);
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

  it('waits out a pause of the exam, says so instead of a lost line, and sends when it goes on', async () => {
    const phone = phoneOf();
    const sync = await phone.open();
    phone.server.paused = true;
    await sync.answer(1, ['a']);
    await settle();
    expect(sync.snapshot()).toMatchObject({ held: true, line: 'good' });
    expect(sync.snapshot().entries.get(1)?.stage).toBe('waiting');
    phone.server.paused = false;
    await phone.calm(sync);
    expect(sync.snapshot()).toMatchObject({ held: false, broughtUp: null });
    expect(choiceOf(phone, 1)).toEqual(['a']);
  });

  it('hears that another phone goes on while it is still reading what it kept, and lets it stand', async () => {
    const phone = phoneOf();
    const sync = await phone.open();
    const opening = sync.start([...phone.server.stored.values()]);
    sync.moved();
    await opening;
    expect(sync.snapshot().elsewhere).toBe(true);
    await phone.takeOver(sync);
    expect(sync.snapshot().elsewhere).toBe(false);
  });

  it('stops when the attempt moved to another phone, keeps what waits, and brings it up after coming back', async () => {
    const one = new Phone('moved', 'zhao', undefined, 'phone-1');
    const two = new Phone('moved', 'zhao', one.server, 'phone-2');
    const here = await one.open();
    await one.takeOver(here);
    one.weather = 'lost-request';
    await here.answer(1, ['a']);
    await here.submit();
    await settle();
    const there = await two.open();
    await two.takeOver(there);
    await there.answer(2, ['b']);
    await two.calm(there);
    one.weather = 'good';
    here.hurry();
    await settle();
    expect(here.snapshot()).toMatchObject({ elsewhere: true, submitting: false, line: 'good' });
    const asked = one.server.requests;
    await here.answer(3, ['c']);
    one.timers.advance(120_000);
    await settle();
    expect(one.server.requests).toBe(asked);
    await one.takeOver(here);
    await one.calm(here);
    expect([...one.server.stored.values()].map(({ slot, choice }) => [slot, ...choice]).sort()).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
    // The wish to hand in was made before he went on elsewhere: it does not come true behind his back.
    expect(one.server.submitted).toBe(false);
  });

  it('ends when the server says that it is over, with the number of answers that did not count', async () => {
    const phone = phoneOf();
    phone.weather = 'lost-request';
    const sync = await phone.open();
    await sync.answer(1, ['a']);
    await settle();
    phone.server.closed = true;
    await sync.over();
    await phone.calm(sync);
    expect(sync.snapshot()).toMatchObject({ end: 'closed', notCounted: 1 });
  });

  it('who went on answering although his submission had arrived hears of what did not count, and of nothing else', async () => {
    const phone = phoneOf();
    phone.weather = 'lost-request';
    const sync = await phone.open();
    await sync.answer(1, ['a']);
    await sync.answer(2, ['b']);
    await settle();
    phone.weather = 'lost-reply';
    await sync.submit();
    await settle();
    expect(phone.server.submitted).toBe(true);
    phone.weather = 'lost-request';
    await sync.keepAnswering();
    await sync.answer(3, ['c']);
    await settle();
    expect(sync.snapshot()).toMatchObject({ end: null, submitting: false });
    await phone.calm(sync);
    expect(sync.snapshot()).toMatchObject({ end: 'closed', notCounted: 1 });
  });

  it('does not hang on a storage that never answers', async () => {
    const phone = phoneOf();
    phone.diskHangs = true;
    const sync = await phone.open();
    const kept = sync.answer(1, ['a']);
    await settle();
    phone.timers.advance(6_000);
    await kept;
    await phone.calm(sync);
    expect(choiceOf(phone, 1)).toEqual(['a']);
  });
});
