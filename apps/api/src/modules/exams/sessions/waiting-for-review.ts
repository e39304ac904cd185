import { Injectable } from '@nestjs/common';
import { fits, type Blueprint } from '@zhian/question-bank';
import type { ReadTx } from '../../../platform/db/tx.js';
import { BankPool, type WaitingItem } from '../../questions/index.js';
import type { CandidateShortage } from './paper-guarantee.js';

/** Questions that would lessen a shortage once they are approved. */
export interface WaitingQuestions {
  readonly waiting: number;
  /** Those that the caller has not written himself. */
  readonly reviewable: number;
}

/** 待审: a shortage counts what papers may hold today; what only waits for a second pair of eyes is the shortest way out. */
@Injectable()
export class WaitingForReview {
  constructor(private readonly pool: BankPool) {}

  /** No authorisation: the caller has decided whose bank it is. */
  async beside<S extends CandidateShortage>(
    tx: ReadTx,
    organisationId: string,
    blueprint: Blueprint,
    shortages: readonly S[],
  ): Promise<(S & WaitingQuestions)[]> {
    if (shortages.length === 0) return [];
    const items = await this.pool.waiting(tx, organisationId);
    return shortages.map((shortage) => ({ ...shortage, ...waitingFor(shortage, blueprint, items) }));
  }
}

/** Which of the waiting questions would lessen this shortage. */
export function waitingFor(
  shortage: Pick<CandidateShortage, 'rule' | 'stratumIndexes' | 'ownPostIds'>,
  blueprint: Blueprint,
  items: readonly WaitingItem[],
): WaitingQuestions {
  const excluded = new Set(blueprint.excluded);
  const found = items.filter((item) => !excluded.has(item.questionId) && helps(shortage, blueprint, item));
  return { waiting: found.length, reviewable: found.filter((item) => !item.mine).length };
}

function helps(
  { rule, stratumIndexes, ownPostIds }: Pick<CandidateShortage, 'rule' | 'stratumIndexes' | 'ownPostIds'>,
  { strata, required = [] }: Blueprint,
  item: WaitingItem,
): boolean {
  const named = stratumIndexes.length === 0 ? strata : stratumIndexes.flatMap((index) => strata[index] ?? []);
  const fitting = named.some((stratum) => fits(item, stratum, ownPostIds));
  switch (rule) {
    case 'strata':
    case 'overlap':
      return fitting;
    case 'criteria':
      return fitting && item.criteriaClause !== null;
    case 'required':
      return fitting && required.includes(item.questionId);
    case 'posts':
      return false;
  }
}
