import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { OrganisationScope } from '../organisations/index.js';
import type { Bind, Plan } from '../training-plans/index.js';

export const REPORT = 'coverage.report.read';

interface Crumb {
  readonly level: 'region' | 'organisation';
  readonly id: string;
  readonly name: string;
}

/** Where in the two trees a report stands: a region, or an organisation (an enterprise or a unit below it). */
export interface CoverageNodeInfo extends Crumb {
  /** Organisations only: path of ids, '/root/…/id/'. */
  readonly path: string | null;
  readonly crumbs: readonly Crumb[];
}

/** Lengths of region codes, from province to village. */
const CODE_LENGTHS = [2, 4, 6, 9, 12];
/** The children of a town (and below) are its enterprises. */
const TOWN = 9;

/** What narrows employments (aliases of DUE_FROM) to the node. */
export function nodeCondition(node: CoverageNodeInfo, bind: Bind): string {
  return node.path === null
    ? `starts_with(r.region_code, ${bind(node.id)})`
    : `starts_with(u.path, ${bind(node.path)})`;
}

/** The child a row of the standing query belongs to: a region code, an organisation id, or '' for people at the node itself. */
export function childExpression(node: CoverageNodeInfo, alias: string): string {
  if (node.path !== null) {
    // '/a/b/' splits into '', a, b, '': the element after the node's own.
    return `split_part(${alias}.unit_path, '/', ${node.path.split('/').length})`;
  }
  const enterprise = `${alias}.enterprise_id::text`;
  const next = node.id.length >= TOWN ? undefined : CODE_LENGTHS.find((length) => length > node.id.length);
  // An enterprise registered in the county itself stands beside the towns.
  return next === undefined
    ? enterprise
    : `CASE WHEN length(${alias}.region_code) >= ${next} THEN left(${alias}.region_code, ${next}) ELSE ${enterprise} END`;
}

/** Finds the node that a request asks for, within the caller's scope; outside it answers «not found». */
@Injectable()
export class FindCoverageNode {
  constructor(private readonly scope: OrganisationScope) {}

  async execute(
    tx: ReadTx,
    plan: Plan,
    asked: { readonly regionId?: string | undefined; readonly organisationId?: string | undefined },
  ): Promise<CoverageNodeInfo> {
    if (asked.regionId && asked.organisationId) throw new DomainError('coverage-node-ambiguous');
    if (asked.regionId) return this.region(tx, asked.regionId);
    if (asked.organisationId) return this.organisation(tx, asked.organisationId);
    return this.ofCaller(tx, plan);
  }

  private async region(tx: ReadTx, code: string): Promise<CoverageNodeInfo> {
    this.scope.requireRegion(tx.ctx, REPORT, code);
    const chain = await this.regionCrumbs(tx, code);
    const self = chain.at(-1);
    if (self?.id !== code) throw new DomainError('not-found');
    return { ...self, path: null, crumbs: chain };
  }

  private async organisation(tx: ReadTx, id: string): Promise<CoverageNodeInfo> {
    const organisation = await this.scope.require(tx, REPORT, id);
    const above = await tx.query<{ id: string; name: string; path: string; region_code: string; field: string | null }>(
      `SELECT id, name, path, region_code, field FROM organisation WHERE id = ANY(string_to_array(trim(BOTH '/' FROM $1), '/')::uuid[]) ORDER BY length(path)`,
      [organisation.path],
    );
    const filter = this.scope.filter(tx.ctx, REPORT);
    const units = above
      .filter((row) => filter.includes(row))
      .map((row) => ({ level: 'organisation' as const, id: row.id, name: row.name }));
    return {
      level: 'organisation',
      id: organisation.id,
      name: organisation.name,
      path: organisation.path,
      crumbs: [...(await this.regionCrumbs(tx, organisation.region_code)), ...units],
    };
  }

  /** Without a node: where the caller stands; for one who sees everything, where the plan's owner stands. */
  private async ofCaller(tx: ReadTx, plan: Plan): Promise<CoverageNodeInfo> {
    const grants = tx.ctx.actor.kind === 'system' ? [] : tx.ctx.grantsFor(REPORT);
    const region = grants.find((grant) => grant.regionCode !== null)?.regionCode;
    if (region) return this.region(tx, region);
    const organisationId = grants.find((grant) => grant.organisationId !== null)?.organisationId;
    if (organisationId) return this.organisation(tx, organisationId);
    const owner = await this.scope.require(tx, REPORT, plan.organisationId);
    return owner.kind === 'government' ? this.region(tx, owner.region_code) : this.organisation(tx, owner.id);
  }

  private async regionCrumbs(tx: ReadTx, code: string): Promise<Crumb[]> {
    const codes = CODE_LENGTHS.filter((length) => length <= code.length).map((length) => code.slice(0, length));
    const rows = await tx.query<{ code: string; name: string }>(
      `SELECT code, name FROM region WHERE code = ANY($1::text[]) ORDER BY length(code)`,
      [codes],
    );
    return rows
      .filter((row) => reaches(this.scope, tx.ctx, row.code))
      .map((row) => ({ level: 'region', id: row.code, name: row.name }));
  }
}

function reaches(scope: OrganisationScope, ctx: Ctx, regionCode: string): boolean {
  try {
    scope.requireRegion(ctx, REPORT, regionCode);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
