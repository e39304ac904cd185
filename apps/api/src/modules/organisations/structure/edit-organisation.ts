import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { requireVersion } from '../../../platform/http/etag.js';
import { Audit } from '../../audit/index.js';
import { fieldProblem } from '../field-problem.js';
import { OrganisationScope } from '../organisation-scope.js';
import { PostRegister } from '../people/post-register.js';
import { RegionRepository } from '../regions/region.repository.js';
import { creditCodeOf } from './create-organisation.js';
import type { EditOrganisationDto } from './organisation.dto.js';
import type { OrganisationRow } from './organisation.entity.js';
import { OrganisationRepository } from './organisation.repository.js';
import { placementRefusal } from './placement-rule.js';

const WRITE = 'organisations.organisation.write';

/** Renames, moves, closes or re-opens a unit, or changes the registration of an enterprise. */
@Injectable()
export class EditOrganisation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly organisations: OrganisationRepository,
    private readonly regions: RegionRepository,
    private readonly posts: PostRegister,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string, version: number, dto: EditOrganisationDto): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      await this.scope.require(tx, WRITE, id);
      const before = await this.organisations.lock(tx, id);
      if (!before) throw new DomainError('not-found');
      requireVersion(version, before.version);
      const after = before.parent_id === null ? await this.root(tx, before, dto) : await this.unit(tx, before, dto);
      if (!this.scope.filter(ctx, WRITE).includes(after)) throw new DomainError('not-found');
      if (after.status !== before.status) await this.changeStatus(tx, before, after);
      await this.organisations.save(tx, before, { ...after, version: before.version + 1 });
      await this.audit.append(tx, {
        action: 'organisations.organisation.edit',
        subject: { type: 'organisation', id },
        organisationId: before.enterprise_id,
        detail: differences(before, after),
      });
    });
  }

  private async root(tx: Tx, before: OrganisationRow, dto: EditOrganisationDto): Promise<OrganisationRow> {
    // An enterprise cannot move itself out of its regulator's sight.
    try {
      this.scope.requireRegion(tx.ctx, WRITE, before.region_code);
    } catch {
      throw new DomainError('organisation-registration-locked');
    }
    if (dto.parentId) throw fieldProblem('/parentId', 'placement', '独立的单位没有上级，请留空');
    const regionCode = dto.regionCode ?? before.region_code;
    if (regionCode !== before.region_code && !(await this.regions.exists(tx, regionCode)))
      throw new DomainError('region-unknown', { code: regionCode });
    const field = dto.field === undefined ? before.field : dto.field;
    if (field !== before.field) await this.requireField(tx, before, field);
    return {
      ...before,
      name: dto.name ?? before.name,
      region_code: regionCode,
      field,
      credit_code: dto.creditCode === undefined ? before.credit_code : creditCodeOf(dto.creditCode),
      industry: dto.industry === undefined ? before.industry : dto.industry || null,
      above_scale: dto.aboveScale ?? before.above_scale,
      high_risk: dto.highRisk ?? before.high_risk,
      status: dto.status ?? before.status,
    };
  }

  /** An enterprise that becomes a mine must not have dispatch workers where mines must not have them. */
  private async requireField(tx: Tx, before: OrganisationRow, field: string | null): Promise<void> {
    if (field === null) return;
    const found = await tx.one<{ mining: boolean }>(`SELECT mining FROM supervision_field WHERE code = $1`, [field]);
    if (!found) throw fieldProblem('/field', 'isIn', '没有这个行业领域');
    if (!found.mining) return;
    const count = await this.posts.dispatchWorkersAtRisk(tx, before.id);
    if (count > 0) throw new DomainError('field-dispatch-forbidden', { count });
  }

  private async unit(tx: Tx, before: OrganisationRow, dto: EditOrganisationDto): Promise<OrganisationRow> {
    const fixed = (['regionCode', 'creditCode', 'field'] as const).find(
      (key) => dto[key] !== undefined && dto[key] !== null,
    );
    if (fixed) throw fieldProblem(`/${fixed}`, 'fixed', '这一项跟着单位走，请在单位上改');
    if (dto.name && /[/／]/.test(dto.name)) throw fieldProblem('/name', 'matches', '部门名称里不能有斜杠');
    const moved =
      dto.parentId && dto.parentId !== before.parent_id ? await this.newPlace(tx, before, dto.parentId) : null;
    return {
      ...before,
      name: dto.name ?? before.name,
      parent_id: moved?.id ?? before.parent_id,
      path: moved ? `${moved.path}${before.id}/` : before.path,
      industry: dto.industry === undefined ? before.industry : dto.industry || null,
      above_scale: dto.aboveScale ?? before.above_scale,
      high_risk: dto.highRisk ?? before.high_risk,
      status: dto.status ?? before.status,
    };
  }

  private async newPlace(tx: Tx, unit: OrganisationRow, parentId: string): Promise<OrganisationRow> {
    await this.scope.require(tx, WRITE, parentId);
    const parent = await this.organisations.hold(tx, parentId);
    if (!parent) throw new DomainError('not-found');
    const refusal =
      parent.enterprise_id !== unit.enterprise_id
        ? '部门只能在本单位里移动。'
        : parent.path.startsWith(unit.path)
          ? '不能放到它自己的下级里。'
          : placementRefusal(unit.kind, parent);
    if (refusal) throw new DomainError('organisation-placement-invalid', { reason: refusal });
    if (parent.status === 'closed') throw new DomainError('organisation-closed', { name: parent.name });
    return parent;
  }

  private async changeStatus(tx: Tx, before: OrganisationRow, after: OrganisationRow): Promise<void> {
    if (after.status === 'closed') {
      const count = await this.organisations.headcount(tx, before.path, this.clock.today());
      if (count > 0) throw new DomainError('organisation-not-empty', { name: before.name, count });
      await this.organisations.closeBelow(tx, before.path);
      return;
    }
    const parent = after.parent_id ? await this.organisations.hold(tx, after.parent_id) : null;
    if (parent?.status === 'closed') throw new DomainError('organisation-closed', { name: parent.name });
  }
}

function differences(before: OrganisationRow, after: OrganisationRow): Record<string, unknown> {
  const keys = Object.keys(after) as (keyof OrganisationRow)[];
  return Object.fromEntries(
    keys.filter((key) => after[key] !== before[key]).map((key) => [key, { from: before[key], to: after[key] }]),
  );
}
