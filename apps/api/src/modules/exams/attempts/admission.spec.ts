import { describe, expect, it } from '@jest/globals';
import { admit, coolDownEnd, isAccessCode, sayInstant, type AdmissionFacts } from './admission.js';

const NOW = new Date('2026-11-22T02:00:00.000Z');

function facts(
  change: {
    session?: Partial<AdmissionFacts['session']>;
    entered?: boolean;
    attempts?: AdmissionFacts['attempts'];
    now?: Date;
  } = {},
): AdmissionFacts {
  return {
    now: change.now ?? NOW,
    entered: change.entered ?? true,
    attempts: change.attempts ?? [],
    session: {
      status: 'published',
      purpose: 'formal',
      opensAt: new Date('2026-11-22T01:00:00.000Z'),
      closesAt: new Date('2026-11-22T03:00:00.000Z'),
      attemptsAllowed: 2,
      discloseAt: 'submission',
      coolDownSeconds: 600,
      ...change.session,
    },
  };
}

const ended = (minutesAgo: number, passed: boolean) => ({
  status: 'submitted' as const,
  endedAt: new Date(NOW.getTime() - minutesAgo * 60_000),
  passed,
});

describe('admission: no, because …', () => {
  it('lets a listed person in, within the window', () => {
    expect(admit(facts())).toEqual({ admitted: true, attemptsLeft: 2 });
  });

  it.each([
    ['cancelled', facts({ session: { status: 'cancelled' } })],
    ['not-entered', facts({ entered: false })],
    ['not-open-yet', facts({ now: new Date('2026-11-22T00:59:59.999Z') })],
    ['closed', facts({ now: new Date('2026-11-22T03:00:00.000Z') })],
    ['passed-already', facts({ attempts: [ended(60, true)] })],
    ['attempts-used-up', facts({ attempts: [ended(60, false), ended(30, false)] })],
    ['cooling-down', facts({ attempts: [ended(9, false)] })],
  ])('%s', (refusal, given) => {
    const answer = admit(given);
    expect(answer).toMatchObject({ admitted: false, refusal });
    expect(!answer.admitted && answer.because).toMatch(/[一-鿿].*。$/);
  });

  it.each([
    ['late', facts({ session: { lateEntryMinutes: 59 } })],
    ['paused', facts({ session: { pausedAt: NOW } })],
    ['paused', facts({ session: { pausedAt: NOW }, now: new Date('2026-11-22T04:00:00.000Z') })],
    [
      'attempts-used-up',
      facts({ session: { resitsAllowed: 1 }, attempts: [1, 2, 3].map((n) => ended(60 * n, false)) }),
    ],
    ['passed-already', facts({ session: { resitsAllowed: 1, attemptsAllowed: 1 }, attempts: [ended(60, true)] })],
  ])('%s, as the session is set', (refusal, given) => {
    const answer = admit(given);
    expect(answer).toMatchObject({ admitted: false, refusal });
    expect(!answer.admitted && answer.because).toMatch(/[一-鿿].*。$/);
  });

  it('late entry counts from the beginning, less the pauses, and only for the first start', () => {
    expect(admit(facts({ session: { lateEntryMinutes: 60 } })).admitted).toBe(true);
    expect(admit(facts({ session: { lateEntryMinutes: 59, pausedSeconds: 60 } })).admitted).toBe(true);
    expect(admit(facts({ session: { lateEntryMinutes: 0 }, attempts: [ended(60, false)] })).admitted).toBe(true);
  });

  it('gives a resit to who has failed, once that is known', () => {
    const session = { attemptsAllowed: 1, resitsAllowed: 1 };
    expect(admit(facts({ session, attempts: [ended(60, false)] }))).toEqual({ admitted: true, attemptsLeft: 1 });
    expect(admit(facts({ session: { ...session, discloseAt: 'close' }, attempts: [ended(60, false)] }))).toMatchObject({
      admitted: false,
      refusal: 'attempts-used-up',
      attemptsLeft: 0,
    });
  });

  it('the wait counts from the last attempt, whatever their order, and is none where none is asked', () => {
    const attempts = [ended(5, false), ended(50, false)];
    const session = { attemptsAllowed: 5 };
    expect(admit(facts({ session, attempts }))).toMatchObject({
      refusal: 'cooling-down',
      retryAt: new Date(NOW.getTime() + 5 * 60_000),
    });
    expect(admit(facts({ session, attempts: attempts.toReversed() }))).toMatchObject({ refusal: 'cooling-down' });
    expect(admit(facts({ session: { ...session, coolDownSeconds: 0 }, attempts })).admitted).toBe(true);
    // An attempt under way has no end yet to wait from.
    expect(coolDownEnd(facts({ attempts: [{ ...ended(5, false), endedAt: null }] }))).toBeNull();
    expect(coolDownEnd({ ...facts(), now: new Date(0) })).toBeNull();
  });

  it('nobody is late where no limit is set, nor where there is no beginning', () => {
    expect(admit(facts({ session: { lateEntryMinutes: null } })).admitted).toBe(true);
    expect(admit(facts()).admitted).toBe(true);
    expect(admit(facts({ session: { opensAt: null, lateEntryMinutes: 0 } })).admitted).toBe(true);
  });

  it('one pass among several attempts ends the resits', () => {
    const session = { attemptsAllowed: 1, resitsAllowed: 2, purpose: 'self_test' as const };
    const attempts = [ended(90, true), ended(60, false)];
    expect(admit(facts({ session, attempts }))).toMatchObject({ refusal: 'attempts-used-up', attemptsLeft: 0 });
  });

  it('the word of the room is compared without case and outer spaces', () => {
    expect(isAccessCode('Ab12', ' aB12 ')).toBe(true);
    for (const wrong of ['', 'ab1', 'ab 12', null, undefined]) expect(isAccessCode('Ab12', wrong)).toBe(false);
  });

  it('opens at the very instant, and after the wait is over', () => {
    expect(admit(facts({ now: new Date('2026-11-22T01:00:00.000Z') })).admitted).toBe(true);
    expect(admit(facts({ attempts: [ended(10, false)] })).admitted).toBe(true);
  });

  it('a self-test may be passed again and again', () => {
    expect(
      admit(
        facts({
          session: { purpose: 'self_test', attemptsAllowed: null, coolDownSeconds: 0, opensAt: null, closesAt: null },
          attempts: [ended(1, true), ended(2, true), ended(3, true)],
        }),
      ),
    ).toEqual({
      admitted: true,
      attemptsLeft: null,
    });
  });

  it('says nothing of a pass before results are released: whoever passed and whoever failed hear the same', () => {
    const session = { discloseAt: 'close' } as const;
    expect(admit(facts({ session, attempts: [ended(60, true)] }))).toEqual(
      admit(facts({ session, attempts: [ended(60, false)] })),
    );
  });

  it('keeps a self-test back while its candidate sits a formal exam, and nothing else', () => {
    const selfTest = facts({ session: { purpose: 'self_test' } });
    expect(admit({ ...selfTest, sitsFormalExam: true })).toMatchObject({
      admitted: false,
      refusal: 'exam-under-way',
      because: expect.stringContaining('再自测'),
    });
    expect(admit({ ...facts(), sitsFormalExam: true }).admitted).toBe(true);
    expect(admit(selfTest).admitted).toBe(true);
  });

  it('says the time of Shanghai, whatever the zone of the machine', () => {
    expect(sayInstant(new Date('2026-11-29T16:05:00.000Z'))).toBe('11月30日 0:05');
    expect(coolDownEnd(facts({ attempts: [ended(9, false)] }))).toEqual(new Date(NOW.getTime() + 60_000));
    expect(coolDownEnd(facts({ attempts: [ended(11, false)] }))).toBeNull();
  });
});
