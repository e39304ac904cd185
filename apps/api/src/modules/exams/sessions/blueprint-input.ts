import { DRAW_ALGORITHM, knowledgePath, type Blueprint, type Stratum } from '@zhian/question-bank';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { FieldError } from '../../../platform/errors/domain-error.js';
import type { BlueprintDto } from './blueprint.dto.js';

/** A blueprint as it is stored: with the algorithm it is made for, so that a later one never changes what was agreed. */
export function blueprintOf(dto: BlueprintDto): Blueprint {
  const errors = dto.strata.flatMap(contradictions);
  const count = dto.strata.reduce((sum, stratum) => sum + stratum.count, 0);
  if ((dto.atLeastCriteria ?? 0) > count) {
    errors.push({ pointer: '/blueprint/atLeastCriteria', code: 'range', message: `一份卷子只有 ${count} 题` });
  }
  if (errors.length > 0) throw new DomainError('validation-failed', { count: errors.length }, errors);
  const { lastAttemptMax, neighbourMax } = dto.overlap ?? {};
  return {
    algorithm: DRAW_ALGORITHM,
    strata: dto.strata.map((stratum): Stratum => ({
      ...stratum,
      knowledgePoint: knowledgePath(stratum.knowledgePoint) ?? undefined,
    })),
    required: dto.required ?? [],
    excluded: dto.excluded ?? [],
    ...(dto.atLeastCriteria ? { atLeastCriteria: dto.atLeastCriteria } : {}),
    ...(lastAttemptMax === undefined && neighbourMax === undefined
      ? {}
      : { overlap: { lastAttemptMax, neighbourMax } }),
  };
}

function contradictions(
  { difficulty, difficultyTo, ownPost, postId }: BlueprintDto['strata'][number],
  index: number,
): FieldError[] {
  const at = `/blueprint/strata/${index}`;
  const errors: FieldError[] = [];
  if (difficultyTo !== undefined && (difficulty === undefined || difficultyTo < difficulty)) {
    errors.push({ pointer: `${at}/difficultyTo`, code: 'order', message: '难度的上限要不小于下限' });
  }
  if (ownPost && postId !== undefined) {
    errors.push({ pointer: `${at}/ownPost`, code: 'exclusive', message: '「本岗位」和指定岗位只能选一样' });
  }
  return errors;
}

export function blueprintDto(blueprint: Blueprint): BlueprintDto {
  return {
    strata: blueprint.strata.map((stratum) => ({ ...stratum })),
    required: [...(blueprint.required ?? [])],
    excluded: [...(blueprint.excluded ?? [])],
    ...(blueprint.atLeastCriteria ? { atLeastCriteria: blueprint.atLeastCriteria } : {}),
    ...(blueprint.overlap ? { overlap: { ...blueprint.overlap } } : {}),
  };
}
