import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { OrganisationScope } from '../organisations/index.js';
import { PLAN_COLUMNS, PLAN_FROM, TrainingPlanRepository, type Plan } from './training-plan.repository.js';

/**
 * Which plans a person sees: those of organisations in his scope, and those of a superior that reach an organisation in his
 * scope, once they are active. Of the latter he sees his own numbers only (contract 19), which the standing query's scope does.
 */
@Injectable()
export class PlanVisibility {
  constructor(
    private readonly scope: OrganisationScope,
    private readonly plans: TrainingPlanRepository,
  ) {}

  /** SQL condition on the aliases of PLAN_FROM. */
  sql(ctx: Ctx, permission: string, parameters: unknown[]): string {
    const filter = this.scope.filter(ctx, permission);
    const own = filter.sql('o', parameters);
    const reached = filter.sql('ao', parameters);
    return `(${own} OR (p.status <> 'draft' AND EXISTS (
      SELECT 1 FROM jsonb_to_recordset(p.audience) AS a(kind text, id text, field text)
      LEFT JOIN post t ON a.kind = 'post' AND t.id::text = a.id
      JOIN organisation ao ON CASE a.kind
        WHEN 'region' THEN starts_with(ao.region_code, a.id) AND (a.field IS NULL OR ao.field = a.field)
        WHEN 'organisation' THEN strpos(ao.path, '/' || a.id || '/') > 0
        ELSE ao.enterprise_id = t.organisation_id END
      WHERE ${reached})))`;
  }

  /** «not found» for a plan that the permission does not reach. */
  async require(tx: ReadTx, permission: string, id: string): Promise<Plan> {
    const parameters: unknown[] = [id];
    const plan = await tx.one<Plan>(
      `SELECT ${PLAN_COLUMNS} FROM ${PLAN_FROM} WHERE p.id = $1 AND ${this.sql(tx.ctx, permission, parameters)}`,
      parameters,
    );
    if (!plan) throw new DomainError('not-found');
    return plan;
  }

  /** May the caller change the plan, that is: is the organisation that owns it in his scope? */
  async requireOwn(tx: ReadTx, permission: string, plan: Plan | null): Promise<Plan> {
    if (!plan) throw new DomainError('not-found');
    await this.scope.require(tx, permission, plan.organisationId);
    return plan;
  }

  /** The rules with their names, without those that name somebody else's organisations or posts. */
  async audienceFor(
    tx: ReadTx,
    permission: string,
    plan: Plan,
  ): Promise<{ kind: Plan['audience'][number]['kind']; id: string; field?: string; name: string }[]> {
    const filter = this.scope.filter(tx.ctx, permission);
    const above =
      tx.ctx.actor.kind === 'system'
        ? []
        : tx.ctx.grantsFor(permission).flatMap((grant) => grant.organisationPath ?? []);
    const organisations = await this.plans.organisationsOfRules(tx, plan.audience);
    const regions = await this.plans.regionNames(
      tx,
      plan.audience.filter((rule) => rule.kind === 'region').map((rule) => rule.id),
    );
    return plan.audience.flatMap((rule) => {
      if (rule.kind === 'region')
        return [{ ...rule, name: regions.find((region) => region.code === rule.id)?.name ?? rule.id }];
      const found = organisations.find((row) => row.kind === rule.kind && row.id === rule.id);
      const shown = found && (filter.includes(found) || above.some((path) => path.startsWith(found.path)));
      return shown ? [{ ...rule, name: found.name }] : [];
    });
  }
}
