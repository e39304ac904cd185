import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { OrganisationScope } from '../organisations/index.js';
import { firstSteps, type Amounts } from './first-steps.js';
import type { OfficeHomeDto } from './overview.dto.js';

/** What the office has, within the caller's scope, and what to do first. Each number is what the page behind it lists. */
@Injectable()
export class ShowOfficeHome {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: OrganisationScope,
  ) {}

  async execute(ctx: Ctx): Promise<OfficeHomeDto> {
    const amounts = await this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [this.clock.today(), this.clock.now()];
      const inScope = this.scope.filter(ctx, 'organisations.organisation.read').sql('o', parameters);
      const of = (from: string, where = 'true'): string =>
        `(SELECT count(*)::int FROM ${from} WHERE ${inScope} AND ${where})`;
      const row = await tx.one<Amounts>(
        `SELECT
           (SELECT count(DISTINCT e.person_id)::int FROM employment e JOIN organisation o ON o.id = e.organisation_id
            WHERE ${inScope} AND e.starts_on <= $1::date AND (e.ends_on IS NULL OR e.ends_on > $1::date)) AS roster,
           ${of('post p JOIN organisation o ON o.id = p.organisation_id', 'p.active')} AS posts,
           ${of('question q JOIN organisation o ON o.id = q.organisation_id', `q.status = 'active'`)} AS questions,
           ${of('handbook h JOIN organisation o ON o.id = h.organisation_id', 'h.published_version_id IS NOT NULL')} AS "handbooksPublished",
           ${of('account a JOIN role_grant g ON g.account_id = a.id JOIN organisation o ON o.id = g.organisation_id', `a.status = 'active'`)} AS accounts,
           ${of('exam_session s JOIN organisation o ON o.id = s.organisation_id', `s.status = 'published'`)} AS exams,
           ${of('exam_session s JOIN organisation o ON o.id = s.organisation_id', `s.status = 'published' AND (s.opens_at IS NULL OR s.opens_at <= $2) AND (s.closes_at IS NULL OR coalesce(s.ends_at, s.closes_at) > least($2::timestamptz, s.paused_at))`)} AS "examsOpen",
           ${of('training_plan t JOIN organisation o ON o.id = t.organisation_id', `t.status = 'active'`)} AS "plansActive"`,
        parameters,
      );
      if (!row) throw new Error('no counts');
      return row;
    });
    const { accounts: _accounts, exams: _exams, ...shown } = amounts;
    return { ...shown, firstSteps: firstSteps(amounts, (permission) => ctx.may(permission)) };
  }
}
