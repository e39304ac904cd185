import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../platform/http/page.js';
import { GLOBAL_ROLES } from '../../platform/http/roles.js';
import { actionTitle } from './audit-actions.js';
import type { AuditEntry, AuditQuery } from './audit-entry.dto.js';

interface EntryRow {
  id: string;
  at: Date;
  actor_name: string;
  organisation_id: string | null;
  action: string;
  subject_type: string;
  subject_id: string;
  detail: Record<string, unknown>;
}

const READ = 'audit.entry.read';

/** The newest first. The platform's own chain is for those whose grant reaches everywhere; the rest see their organisations'. */
@Injectable()
export class ListAuditEntries {
  constructor(private readonly uow: UnitOfWork) {}

  async execute(ctx: Ctx, query: AuditQuery): Promise<Page<AuditEntry>> {
    const cursor = decodeCursor(query.cursor, ['instant', 'uuid']);
    return this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [];
      const bind = (value: unknown): string => `$${parameters.push(value)}`;
      const where = [scopeOf(ctx, bind)];
      if (query.organisationId) where.push(`starts_with(o.path, ${bind(await pathInScope(tx, query.organisationId))})`);
      if (query.action) {
        const action = bind(query.action);
        where.push(`(e.action = ${action} OR starts_with(e.action, ${action} || '.'))`);
      }
      if (query.from) where.push(`e.at >= ${bind(query.from)}`);
      if (query.to) where.push(`e.at < ${bind(query.to)}`);
      if (cursor) where.push(`(e.at, e.id) < (${bind(cursor[0])}::timestamptz, ${bind(cursor[1])}::uuid)`);
      const rows = await tx.query<EntryRow>(
        `SELECT e.id, e.at, e.actor_name, e.organisation_id, e.action, e.subject_type, e.subject_id, e.detail
         FROM audit_entry e LEFT JOIN organisation o ON o.id = e.organisation_id
         WHERE ${where.join(' AND ')} ORDER BY e.at DESC, e.id DESC LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      return toPage(rows, query.limit, (row) => [row.at.toISOString(), row.id], shape);
    });
  }
}

/** audit stands below organisations, so the scope rule is stated again here, on the path that a grant carries. */
function scopeOf(ctx: Ctx, bind: (value: unknown) => string): string {
  if (ctx.actor.kind === 'system') return 'true';
  const parts = ctx.grantsFor(READ).map((grant) => {
    if (grant.organisationPath !== null) return `starts_with(o.path, ${bind(grant.organisationPath)})`;
    if (grant.regionCode === null) return GLOBAL_ROLES.includes(grant.role) ? 'true' : 'false';
    const region = `starts_with(o.region_code, ${bind(grant.regionCode)})`;
    return grant.field === null ? region : `(${region} AND o.field = ${bind(grant.field)})`;
  });
  return parts.length > 0 ? `(${parts.join(' OR ')})` : 'false';
}

async function pathInScope(tx: ReadTx, organisationId: string): Promise<string> {
  const parameters: unknown[] = [organisationId];
  const scope = scopeOf(tx.ctx, (value) => `$${parameters.push(value)}`);
  const row = await tx.one<{ path: string }>(
    `SELECT o.path FROM organisation o WHERE o.id = $1 AND ${scope}`,
    parameters,
  );
  if (!row) throw new DomainError('not-found');
  return row.path;
}

function shape(row: EntryRow): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actorName: row.actor_name,
    action: row.action,
    actionTitle: actionTitle(row.action),
    subject: { type: row.subject_type, id: row.subject_id },
    organisationId: row.organisation_id,
    detail: row.detail,
  };
}
