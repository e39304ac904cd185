import { describe, expect, it } from '@jest/globals';
import { goldenPapers } from '../testing/golden-papers.js';
import { redrawPaper } from './draw-paper.js';

describe('A06 golden papers', () => {
  const { banks, papers } = goldenPapers();

  it('are twenty, of both algorithms, some of them guided by limits', () => {
    const count = (algorithm: string): number => papers.filter(({ paper }) => paper.algorithm === algorithm).length;
    expect([count('zhian-draw-1'), count('zhian-draw-2')]).toEqual([10, 10]);
    expect(
      papers.filter(({ paper }) => paper.context?.lastAttempt && paper.context.neighbours?.length === 2),
    ).toHaveLength(3);
  });

  it.each(papers.map((golden, index) => [index, golden] as const))('paper %d comes out byte for byte', (_, golden) => {
    const redrawn = redrawPaper(golden.paper, { ...golden, pool: banks[golden.bank] ?? [] });
    expect(JSON.stringify(redrawn)).toBe(JSON.stringify(golden.paper));
  });

  it('differ as soon as bank, blueprint, seed or context does', () => {
    const golden = papers.find(({ paper }) => paper.context?.lastAttempt) as (typeof papers)[number];
    const from = { ...golden, pool: banks[golden.bank] ?? [] };
    const drawn = (paper: Partial<typeof golden.paper>, more: Partial<typeof from> = {}): string =>
      JSON.stringify(redrawPaper({ ...golden.paper, ...paper }, { ...from, ...more }).slots);
    const same = JSON.stringify(golden.paper.slots);
    const used = golden.paper.slots[0]?.questionId;
    expect(drawn({})).toBe(same);
    expect(drawn({ seed: '1'.repeat(64) })).not.toBe(same);
    expect(drawn({}, { pool: from.pool.filter((item) => item.questionId !== used) })).not.toBe(same);
    expect(drawn({ context: { lastAttempt: golden.paper.slots.map((slot) => slot.questionId) } })).not.toBe(same);
    const [first, ...rest] = golden.blueprint.strata;
    const blueprint = { ...golden.blueprint, strata: first ? [{ ...first, count: first.count - 1 }, ...rest] : [] };
    expect(drawn({}, { blueprint })).not.toBe(same);
  });
});
