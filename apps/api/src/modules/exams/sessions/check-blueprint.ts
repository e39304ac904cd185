import { Injectable } from '@nestjs/common';
import { checkFeasibility, fits, type Blueprint } from '@zhian/question-bank';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { OrganisationScope } from '../../organisations/index.js';
import { BankPool } from '../../questions/index.js';
import type { BlueprintCheckDto, BlueprintCheckResultDto } from './blueprint.dto.js';
import { sizeOf } from './session-policy.js';

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
    private readonly pool: BankPool,
    private readonly labels: LabelledBlueprint,
  ) {}

  async execute(ctx: Ctx, input: BlueprintCheckDto): Promise<BlueprintCheckResultDto> {
    return this.uow.read(ctx, async (tx) => {
      const organisation = await this.scope.defaultOrganisation(tx, 'exams.session.write', input.organisationId);
      const items = await this.pool.load(tx, organisation.id);
      const blueprint = await this.labels.label(tx, input.blueprint);
      const whole = checkFeasibility(blueprint, items);
      const { questionCount, totalHundredths } = sizeOf(blueprint);
      return {
        feasible: whole.feasible,
        questionCount,
        totalPoints: totalHundredths,
        shortages: whole.feasible ? [] : whole.shortages,
        available: blueprint.strata.map((stratum, stratumIndex) => ({
          stratumIndex,
          available: items.filter((item) => fits(item, stratum)).length,
        })),
      };
    });
  }
}
