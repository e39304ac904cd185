import { checkDraft, contentFingerprint } from '@zhian/question-bank';
import { describe, expect, it } from '@jest/globals';
import { toDraft } from '../../modules/questions/question-input.js';
import { idProblem } from '../../modules/organisations/people/id-document.js';
import { seedPerson, seedQuestion } from './seed-numbers.js';
import { seedOptions } from './seed-options.js';

describe('seeded data', () => {
  it('people are valid, distinct, and spread evenly over their enterprises', () => {
    const people = Array.from({ length: 30_011 }, (_, index) => seedPerson(index, 30_011, 97));
    expect(new Set(people.map(({ idNumber }) => idNumber)).size).toBe(people.length);
    expect(new Set(people.map(({ phone }) => phone)).size).toBe(people.length);
    for (const { idNumber } of people.filter((_, index) => index % 500 === 0))
      expect(idProblem('resident_id', idNumber, '2026-11-01')).toBeNull();
    const sizes = Array.from({ length: 97 }, (_, number) => people.filter(({ enterprise }) => enterprise === number));
    for (const staff of sizes) {
      expect(Math.abs(staff.length - 30_011 / 97)).toBeLessThan(1);
      expect(staff.map(({ place }) => place)).toEqual(staff.map((_, place) => place));
      expect(staff.filter(({ rosterRole }) => rosterRole === 'safety_officer')).toHaveLength(1);
    }
  });

  it('questions are sound and no two ask the same', () => {
    const drafts = Array.from({ length: 2_000 }, (_, index) => toDraft(seedQuestion(index)));
    expect(drafts.flatMap((draft) => checkDraft(draft))).toEqual([]);
    expect(new Set(drafts.map((draft) => contentFingerprint(draft))).size).toBe(drafts.length);
    expect(new Set(drafts.map(({ content }) => content.type))).toEqual(new Set(['single', 'multiple', 'true_false']));
  });

  it('a number is drawn the same every time', () => {
    expect([seedPerson(7, 100, 5), seedQuestion(7)]).toEqual([seedPerson(7, 100, 5), seedQuestion(7)]);
  });
});

describe('seed options', () => {
  it('people without a number of enterprises get enough of them', () => {
    expect(seedOptions(['--people', '250'])).toEqual({ people: 250, enterprises: 3, questions: 0, accounts: 0 });
  });

  it.each([
    [[]],
    [['--people', '-1']],
    [['--people', '1e3']],
    [['--people', '10', '--accounts', '11']],
    [['--people', '5', '--enterprises', '0']],
    [['--cats', '1']],
    [['--people', '99999999']],
  ])('refuses %j in one sentence', (args) => {
    expect(() => seedOptions(args)).toThrow(/--/);
  });
});
