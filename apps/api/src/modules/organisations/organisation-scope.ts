import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GLOBAL_ROLES } from '../../platform/http/roles.js';
import type { Ctx, Grant } from '../../platform/http/context.js';

export interface ScopedOrganisation {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly path: string;
  readonly enterprise_id: string;
  readonly region_code: string;
  readonly field: string | null;
  readonly status: string;
}

/** A predicate on a row of `organisation`, from the grants that carry one permission. */
export interface ScopeFilter {
  /** SQL for the organisation table's alias; pushes its values onto `parameters`. */
  sql(alias: string, parameters: unknown[]): string;
  /** The same rule in memory (law A15 compares the two). */
  includes(organisation: Pick<ScopedOrganisation, 'path' | 'region_code' | 'field'>): boolean;
}

function grantIncludes(
  grant: Grant,
  organisation: Pick<ScopedOrganisation, 'path' | 'region_code' | 'field'>,
): boolean {
  if (grant.organisationPath) return organisation.path.startsWith(grant.organisationPath);
  if (grant.regionCode)
    return (
      organisation.region_code.startsWith(grant.regionCode) &&
      (grant.field === null || grant.field === organisation.field)
    );
  return GLOBAL_ROLES.includes(grant.role);
}

/**
 * Which organisations a person may act on: subtree of an organisation, or region subtree 属地 × supervision field 行业领域
 * (ORG-1). Outside the scope everything answers «not found», the same as what does not exist (contract 2).
 */
@Injectable()
export class OrganisationScope {
  filter(ctx: Ctx, permission: string): ScopeFilter {
    const everything = ctx.actor.kind === 'system';
    const grants = everything ? [] : ctx.grantsFor(permission);
    return {
      includes: (organisation) => everything || grants.some((grant) => grantIncludes(grant, organisation)),
      sql: (alias, parameters) => {
        const bind = (value: unknown): string => `$${parameters.push(value)}`;
        if (
          everything ||
          grants.some((grant) => !grant.organisationPath && !grant.regionCode && GLOBAL_ROLES.includes(grant.role))
        )
          return 'true';
        const parts = grants.flatMap((grant) => {
          if (grant.organisationPath) return [`starts_with(${alias}.path, ${bind(grant.organisationPath)})`];
          if (!grant.regionCode) return [];
          const region = `starts_with(${alias}.region_code, ${bind(grant.regionCode)})`;
          return [grant.field === null ? region : `(${region} AND ${alias}.field = ${bind(grant.field)})`];
        });
        return parts.length > 0 ? `(${parts.join(' OR ')})` : 'false';
      },
    };
  }

  /** Loads an organisation that the permission reaches; «not found» for any other. */
  async require(tx: ReadTx, permission: string, organisationId: string): Promise<ScopedOrganisation> {
    const organisation = await tx.one<ScopedOrganisation>(
      `SELECT id, name, kind, path, enterprise_id, region_code, field, status FROM organisation WHERE id = $1`,
      [organisationId],
    );
    if (!organisation || !this.filter(tx.ctx, permission).includes(organisation)) throw new DomainError('not-found');
    return organisation;
  }

  /** May the permission be used on this whole region subtree? */
  requireRegion(ctx: Ctx, permission: string, regionCode: string): void {
    if (ctx.actor.kind === 'system') return;
    const reached = ctx
      .grantsFor(permission)
      .some((grant) =>
        grant.regionCode
          ? regionCode.startsWith(grant.regionCode)
          : !grant.organisationPath && GLOBAL_ROLES.includes(grant.role),
      );
    if (!reached) throw new DomainError('not-found');
  }

  /**
   * The organisation to work in when a request names none: the only (or first) organisation of the caller's grants for this
   * permission. Regulators by region have no such default unless their account belongs to a government organisation.
   */
  async defaultOrganisation(tx: ReadTx, permission: string, given?: string | null): Promise<ScopedOrganisation> {
    if (given) return this.require(tx, permission, given);
    const own = tx.ctx.grantsFor(permission).find((grant) => grant.organisationId !== null);
    if (own?.organisationId) return this.require(tx, permission, own.organisationId);
    throw new DomainError('validation-failed', { count: 1 }, [
      { pointer: '/organisationId', code: 'isNotEmpty', message: '请先选单位' },
    ]);
  }
}
