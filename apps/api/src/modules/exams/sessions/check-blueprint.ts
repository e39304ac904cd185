import { Injectable } from '@nestjs/common';
import { type Blueprint, type PreparedPool } from '@zhian/question-bank';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { OrganisationScope } from '../../organisations/index.js';
import { BankPool } from '../../questions/index.js';
import type { BlueprintCheckDto, BlueprintCheckResultDto } from './blueprint.dto.js';
import { blueprintOf } from './blueprint-input.js';
import { PaperGuarantee } from './paper-guarantee.js';
import { EntryScope } from './session-input.js';
import { sizeOf } from './session-policy.js';
import { WaitingForReview } from './waiting-for-review.js';

/** Gives each stratum the name of its post, so that a shortage is said in words: 「缺 3 道 低压电工 · 多选 · 触电急救」. */
@Injectable()
export class LabelledBlueprint {
  async label(tx: ReadTx, blueprint: Blueprint): Promise<Blueprint> {
    const ids = blueprint.strata.flatMap((stratum) => (stratum.postId ? [stratum.postId] : []));
    const rows = await tx.query<{ id: string; name: string }>(`SELECT id, name FROM post WHERE id = ANY($1::uuid[])`, [
      ids,
    ]);
    const names = new Map(rows.map((row) => [row.id, row.name]));
    return {
      ...blueprint,
      strata: blueprint.strata.map((stratum) => ({
        ...stratum,
        label: stratum.postId ? names.get(stratum.postId) : undefined,
      })),
    };
  }
}

/** The same answer that publishing would give, while the organiser is still editing. */
@Injectable()
export class CheckBlueprint {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly entryScope: EntryScope,
    private readonly pool: BankPool,
    private readonly labels: LabelledBlueprint,
    private readonly guarantee: PaperGuarantee,
    private readonly review: WaitingForReview,
  ) {}

  async execute(ctx: Ctx, input: BlueprintCheckDto): Promise<BlueprintCheckResultDto> {
    const given = blueprintOf(input.blueprint);
    return this.uow.read(ctx, async (tx) => {
      const organisation = await this.scope.defaultOrganisation(tx, 'exams.session.write', input.organisationId);
      const rules = input.entries ?? [];
      await this.entryScope.require(tx, 'exams.session.write', rules);
      const items = await this.pool.load(tx, organisation.id);
      const blueprint = await this.labels.label(tx, given);
      const { shortages, pools } = await this.guarantee.check(tx, blueprint, items, {
        rules,
        purpose: input.purpose ?? 'formal',
        retakes: input.retakes ?? true,
      });
      const { questionCount, totalHundredths } = sizeOf(blueprint);
      return {
        feasible: shortages.length === 0,
        questionCount,
        totalPoints: totalHundredths,
        shortages: (await this.review.beside(tx, organisation.id, blueprint, shortages)).map(
          ({ ownPostIds: _posts, ...shown }) => shown,
        ),
        available: blueprint.strata.flatMap(({ ownPost }, stratumIndex) => {
          const asked = pools.filter((pool) => !ownPost || pool.ownPostIds.length > 0);
          if (asked.length === 0) return [];
          return [{ stratumIndex, available: Math.min(...asked.map((pool) => availableFor(pool, stratumIndex))) }];
        }),
      };
    });
  }
}

/** Near-duplicates count once: a paper can hold one of them. */
export function availableFor(pool: PreparedPool, stratum: number): number {
  return (pool.byStratum[stratum] ?? []).reduce((sum, at) => sum + (pool.classes[at]?.size ?? 0), 0);
}
