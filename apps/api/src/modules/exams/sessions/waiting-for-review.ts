import { Injectable } from '@nestjs/common';
import { DRAW_ALGORITHM, tagMatcher, type Blueprint, type Stratum } from '@zhian/question-bank';
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
    const pool = new WaitingPool(blueprint, await this.pool.waiting(tx, organisationId));
    return shortages.map((shortage) => ({ ...shortage, ...pool.lessening(shortage) }));
  }
}

/**
 * The waiting questions, by the rows of a blueprint that they fit. A bank that was just imported holds tens of thousands, and a
 * blueprint with rows of own posts has hundreds of shortages: each row looks at each question once.
 */
export class WaitingPool {
  private readonly items: readonly WaitingItem[];
  private readonly byRow = new Map<Stratum, ByPost>();

  constructor(
    private readonly blueprint: Blueprint,
    items: readonly WaitingItem[],
  ) {
    const excluded = new Set(blueprint.excluded);
    this.items = items.filter(({ questionId }) => !excluded.has(questionId));
  }

  /** How many of them would lessen this shortage. */
  lessening({
    rule,
    stratumIndexes,
    ownPostIds,
  }: Pick<CandidateShortage, 'rule' | 'stratumIndexes' | 'ownPostIds'>): WaitingQuestions {
    const { strata, required = [] } = this.blueprint;
    const named = stratumIndexes.length === 0 ? strata : stratumIndexes.flatMap((index) => strata[index] ?? []);
    const fitting = new Set(rule === 'posts' ? [] : named.flatMap((stratum) => this.fitting(stratum, ownPostIds)));
    const found = [...fitting].filter(({ criteriaClause, questionId }) => {
      if (rule === 'criteria') return criteriaClause !== null;
      return rule !== 'required' || required.includes(questionId);
    });
    return { waiting: found.length, reviewable: found.filter(({ mine }) => !mine).length };
  }

  private fitting(stratum: Stratum, ownPostIds: readonly string[]): readonly WaitingItem[] {
    const { all, ofPost } = this.byRow.get(stratum) ?? this.look(stratum);
    return stratum.ownPost ? ownPostIds.flatMap((id) => ofPost.get(id) ?? []) : all;
  }

  private look(stratum: Stratum): ByPost {
    const all = this.items.filter(tagMatcher(stratum, DRAW_ALGORITHM));
    const ofPost = new Map<string, WaitingItem[]>();
    for (const item of all)
      for (const id of item.postIds) {
        const others = ofPost.get(id);
        if (others) others.push(item);
        else ofPost.set(id, [item]);
      }
    const found = { all, ofPost };
    this.byRow.set(stratum, found);
    return found;
  }
}

interface ByPost {
  readonly all: readonly WaitingItem[];
  readonly ofPost: ReadonlyMap<string, readonly WaitingItem[]>;
}
