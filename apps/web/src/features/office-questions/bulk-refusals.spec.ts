import { describe, expect, it } from '@jest/globals';
import { groupRefusals } from './bulk-refusals.js';

const refused = (message: string, ...stems: string[]) => stems.map((stem) => ({ stem, message }));

describe('questions that a change in bulk did not take', () => {
  it('are told by reason, the most frequent first, with the first three stems', () => {
    const groups = groupRefusals([...refused('用过', '甲'), ...refused('共享', '乙', '丙', '丁', '戊')]);
    expect(groups).toEqual([
      { message: '共享', n: 4, few: ['乙', '丙', '丁'] },
      { message: '用过', n: 1, few: ['甲'] },
    ]);
  });
});
