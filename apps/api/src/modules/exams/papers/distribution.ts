import { QUESTION_TYPES, type BankItem, type Paper, type PreparedPool } from '@zhian/question-bank';
import { availableFor } from '../sessions/check-blueprint.js';
import type { PaperDistributionDto, ShareDto } from './paper-preview.dto.js';

/** What a paper is made of, and how often a question of each row will be seen. Pure. */
export function distributionOf(
  paper: Pick<Paper, 'slots'>,
  items: ReadonlyMap<string, BankItem>,
  pool: PreparedPool,
): PaperDistributionDto {
  const drawn = paper.slots.flatMap((slot) => items.get(slot.versionId) ?? []);
  return {
    types: QUESTION_TYPES.map((type) => {
      const slots = paper.slots.filter((slot) => slot.type === type);
      return { type, count: slots.length, points: slots.reduce((sum, slot) => sum + slot.points, 0) };
    }).filter((share) => share.count > 0),
    knowledgePoints: shares(drawn.map((item) => item.knowledgePoint?.split('/')[0] ?? null)),
    difficulties: shares(drawn.map((item) => (item.difficulty === null ? null : String(item.difficulty)))).sort(
      (a, b) => (a.value ?? '9').localeCompare(b.value ?? '9'),
    ),
    criteria: drawn.filter((item) => item.criteriaClause).length,
    rows: pool.blueprint.strata.map(({ count }, stratumIndex) => {
      const available = availableFor(pool, stratumIndex);
      const exposure = available === 0 ? 0 : Math.round((count / available) * 10_000) / 10_000;
      return { stratumIndex, name: pool.names[stratumIndex] ?? '', count, available, exposure };
    }),
  };
}

/** The most frequent first. */
function shares(values: readonly (string | null)[]): ShareDto[] {
  const counts = new Map<string | null, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}
