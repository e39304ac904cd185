import { describe, expect, it } from '@jest/globals';
import type { ResultSlot } from '../../shared/api/types.js';
import {
  addressOfSection,
  missing,
  nextTry,
  sectionToRelearn,
  showsAll,
  wrongQuestions,
  wrongWords,
} from './outcome.js';

const slot = (part: Partial<ResultSlot>): ResultSlot => ({
  slot: 1,
  type: 'single',
  stem: '',
  options: [],
  choice: [],
  correct: false,
  voided: null,
  key: [],
  explanation: '',
  sourceClause: null,
  awarded: 0,
  points: 500,
  sections: [],
  ...part,
});
const section = (sectionKey: string) => ({ postId: 'p', sectionKey, title: sectionKey });

describe('after the exam', () => {
  it('lists what was wrong', () => {
    const wrong = slot({ slot: 7 });
    // A question that was voided afterwards is nobody's mistake.
    expect(wrongQuestions([slot({ correct: true }), wrong, slot({ voided: 'full' })])).toEqual([wrong]);
  });

  it('knows whether more is shown than what was wrong', () => {
    expect(showsAll([slot({}), slot({ correct: true })])).toBe(true);
    expect(showsAll([slot({}), slot({ voided: 'full' })])).toBe(false);
    expect(showsAll([])).toBe(false);
  });

  it('does not call a mistake what was left empty', () => {
    const [wrong, empty] = [slot({ choice: ['a'] }), slot({})];
    expect(wrongWords([wrong, empty, wrong])).toEqual({ kind: 'notRight', n: 3, answered: 2, blank: 1 });
    expect(wrongWords([wrong])).toMatchObject({ kind: 'wrong', answered: 1, blank: 0 });
    expect(wrongWords([empty, empty])).toMatchObject({ kind: 'blank', answered: 0, blank: 2 });
  });

  it('says when to try again', () => {
    const later = '2026-11-24T00:00:00.000Z';
    const now = Date.parse('2026-11-23T00:00:00.000Z');
    expect(nextTry({ mayRetry: false, retryAt: null }, now)).toBe('never');
    expect(nextTry({ mayRetry: true, retryAt: later }, now)).toBe('later');
    expect(nextTry({ mayRetry: true, retryAt: null }, now)).toBe('now');
  });

  it('names the section that helps most', () => {
    const wrong = [['gas'], ['roof', 'gas'], ['roof'], ['gas']].map((keys) => slot({ sections: keys.map(section) }));
    expect(sectionToRelearn(wrong)).toEqual({ ...section('gas'), hits: 3 });
    expect(sectionToRelearn([slot({})])).toBeNull();
  });

  it('says the missing points in hundredths and leads to the section', () => {
    expect(missing({ score: 7000, passHundredths: 8000 })).toBe(1000);
    expect(missing({ score: 9000, passHundredths: 8000 })).toBe(0);
    expect(addressOfSection({ postId: 'p1', sectionKey: '停机 1' })).toBe('/handbook/p1#%E5%81%9C%E6%9C%BA%201');
    expect(addressOfSection({ postId: null, sectionKey: 'a' })).toBe('/handbook#a');
  });
});
