import { describe, expect, it } from '@jest/globals';
import { checkOverlap, checkPrepared, PaperPool, type BankItem, type OverlapLimits } from '@zhian/question-bank';
import { NEIGHBOURS, papersApart } from './papers-apart.js';

const COUNT = 3;

function bank(size: number): BankItem[] {
  return Array.from({ length: size }, (_, index) => ({
    versionId: `v${index}`,
    questionId: `q${index}`,
    type: 'single' as const,
    category: null,
    knowledgePoint: null,
    postIds: [],
    difficulty: null,
    duplicateGroup: null,
    criteriaClause: null,
    sourceClause: null,
    optionTexts: ['甲', '乙'],
  }));
}

/** Does publishing find enough in a bank of this size? */
function suffices(size: number, overlap: OverlapLimits | undefined, retakes: boolean): boolean {
  const blueprint = {
    algorithm: 'zhian-draw-2' as const,
    strata: [{ type: 'single' as const, count: COUNT, points: 100 }],
    ...(overlap ? { overlap } : {}),
  };
  const prepared = new PaperPool(blueprint, bank(size)).prepare();
  const given = { lastAttempt: retakes ? ('any paper' as const) : null, neighbours: NEIGHBOURS };
  return checkPrepared(prepared).feasible && checkOverlap(prepared, given).length === 0;
}

describe('papers that share no question', () => {
  it.each<[OverlapLimits | undefined, boolean, number]>([
    [undefined, true, 1],
    [{ lastAttemptMax: 0 }, true, 2],
    [{ lastAttemptMax: 0 }, false, 1],
    [{ neighbourMax: 0 }, true, 3],
    [{ lastAttemptMax: 0, neighbourMax: 0 }, true, 4],
    [{ lastAttemptMax: 0, neighbourMax: 0 }, false, 3],
    [{ lastAttemptMax: COUNT, neighbourMax: COUNT }, true, 1],
  ])('%j, coming again: %s: %i at a time, and publishing asks for as many questions', (overlap, retakes, papers) => {
    expect(papersApart({ overlap }, retakes)).toBe(papers);
    expect(suffices(papers * COUNT, overlap, retakes)).toBe(true);
    expect(suffices(papers * COUNT - 1, overlap, retakes)).toBe(false);
  });
});
