import { describe, expect, it } from '@jest/globals';
import { addressOfSection, missing, sectionToRelearn, wrongQuestions, type ResultSlot } from './outcome.js';

const slot = (part: Partial<ResultSlot>): ResultSlot => ({
  slot: 1,
  type: 'single',
  stem: '',
  options: [],
  choice: [],
  correct: false,
  key: null,
  explanation: null,
  sourceClause: null,
  awarded: 0,
  points: 500,
  sections: [],
  ...part,
});
const section = (sectionKey: string) => ({ postId: 'p', sectionKey, title: sectionKey });

describe('after the exam', () => {
  it('lists what was wrong under its number on the paper', () => {
    const slots = [slot({ correct: true }), slot({ slot: 7 })];
    expect(wrongQuestions(slots)).toEqual([{ number: 2, slot: slots[1] }]);
  });

  it('names the section that helps most', () => {
    const wrong = [['gas'], ['roof', 'gas'], ['roof'], ['gas']].map((keys) => ({
      slot: slot({ sections: keys.map(section) }),
    }));
    expect(sectionToRelearn(wrong)).toEqual({ ...section('gas'), hits: 3 });
    expect(sectionToRelearn([{ slot: slot({}) }])).toBeNull();
  });

  it('says the missing points in hundredths and leads to the section', () => {
    expect(missing({ score: 7000, passHundredths: 8000 })).toBe(1000);
    expect(missing({ score: 9000, passHundredths: 8000 })).toBe(0);
    expect(addressOfSection({ postId: 'p1', sectionKey: '停机 1' })).toBe('/handbook/p1#%E5%81%9C%E6%9C%BA%201');
    expect(addressOfSection({ postId: null, sectionKey: 'a' })).toBe('/handbook#a');
  });
});
