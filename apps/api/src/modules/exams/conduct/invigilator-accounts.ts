import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import { OrganisationScope, unitInFullSql } from '../../organisations/index.js';
import { OwnSession } from '../sessions/own-session.js';
import type { InvigilatorOptionDto, InvigilatorOptionQuery } from './seating.dto.js';

const PERMISSION = 'exams.session.invigilate';

/** Which accounts may be named to conduct a session: one's own, and those that work in the scope of the permission. */
@Injectable()
export class InvigilatorAccounts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly own: OwnSession,
  ) {}

  async require(tx: ReadTx, accountIds: readonly string[]): Promise<void> {
    const parameters: unknown[] = [accountIds];
    const reached = this.reached(tx.ctx, parameters);
    const row = await tx.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM account a WHERE a.id = ANY($1) AND a.status = 'active' AND ${reached}`,
      parameters,
    );
    const missing = accountIds.length - (row?.n ?? 0);
    if (missing > 0) throw new DomainError('invigilator-out-of-scope', { count: missing });
  }

  async list(ctx: Ctx, sessionId: string, query: InvigilatorOptionQuery): Promise<Page<InvigilatorOptionDto>> {
    return this.uow.read(ctx, async (tx) => {
      await this.own.find(tx, PERMISSION, sessionId);
      const parameters: unknown[] = [];
      const bind = (value: unknown): string => `$${parameters.push(value)}`;
      const where = [`a.status = 'active'`, this.reached(ctx, parameters)];
      if (query.q) where.push(`position(lower(${bind(query.q)}) IN lower(a.display_name)) > 0`);
      const after = decodeCursor(query.cursor, ['text', 'uuid']);
      if (after) where.push(`(a.display_name, a.id) > (${bind(after[0])}, ${bind(after[1])}::uuid)`);
      const rows = await tx.query<{ id: string; name: string; unit_name: string | null }>(
        `SELECT a.id, a.display_name AS name, (SELECT ${unitInFullSql('o.path', 'o.name')} FROM employment e JOIN organisation o ON o.id = e.organisation_id
           WHERE e.person_id = a.person_id ORDER BY e.ends_on DESC NULLS FIRST, e.starts_on DESC LIMIT 1) AS unit_name
         FROM account a WHERE ${where.join(' AND ')} ORDER BY a.display_name, a.id LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.name, row.id],
        (row) => ({ accountId: row.id, name: row.name, unitName: row.unit_name ?? '' }),
      );
    });
  }

  private reached(ctx: Ctx, parameters: unknown[]): string {
    const self = `a.id = $${parameters.push(ctx.accountIdOrNull)}`;
    const regions = ctx.grantsFor(PERMISSION).flatMap((grant) => (grant.regionCode ? [grant.regionCode] : []));
    const inRegions = `$${parameters.push(regions)}::text[]`;
    const inScope = this.scope.filter(ctx, PERMISSION).sql('o', parameters);
    return `(${self}
      OR EXISTS (SELECT 1 FROM role_grant g JOIN organisation o ON o.id = g.organisation_id WHERE g.account_id = a.id AND ${inScope})
      OR EXISTS (SELECT 1 FROM role_grant g, unnest(${inRegions}) AS r (code) WHERE g.account_id = a.id AND starts_with(g.region_code, r.code))
      OR EXISTS (SELECT 1 FROM employment e JOIN organisation o ON o.id = e.organisation_id
                 WHERE e.person_id = a.person_id AND e.ends_on IS NULL AND ${inScope}))`;
  }
}
