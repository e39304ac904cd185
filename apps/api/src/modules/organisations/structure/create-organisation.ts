import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { Audit } from '../../audit/index.js';
import { fieldProblem } from '../field-problem.js';
import { OrganisationScope } from '../organisation-scope.js';
import { RegionRepository } from '../regions/region.repository.js';
import { isCreditCode, normaliseCreditCode } from './credit-code.js';
import type { CreateOrganisationDto } from './organisation.dto.js';
import type { OrganisationRow } from './organisation.entity.js';
import { OrganisationRepository } from './organisation.repository.js';
import { isRootKind, placementRefusal } from './placement-rule.js';

const WRITE = 'organisations.organisation.write';

@Injectable()
export class CreateOrganisation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly organisations: OrganisationRepository,
    private readonly regions: RegionRepository,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Answers the new organisation's id. */
  async execute(ctx: Ctx, dto: CreateOrganisationDto): Promise<{ id: string }> {
    return this.uow.run(ctx, async (tx) => {
      const row = isRootKind(dto.kind) ? await this.root(tx, dto) : await this.unit(tx, dto);
      await this.organisations.insert(tx, [row]);
      await this.audit.append(tx, {
        action: 'organisations.organisation.create',
        subject: { type: 'organisation', id: row.id },
        organisationId: row.enterprise_id,
        detail: {
          name: row.name,
          kind: row.kind,
          parentId: row.parent_id,
          regionCode: row.region_code,
          field: row.field,
        },
      });
      return { id: row.id };
    });
  }

  private async root(tx: Tx, dto: CreateOrganisationDto): Promise<OrganisationRow> {
    const refusal = placementRefusal(dto.kind, null);
    if (refusal || dto.parentId) throw fieldProblem('/parentId', 'placement', refusal ?? '独立的单位没有上级，请留空');
    if (!dto.regionCode) throw fieldProblem('/regionCode', 'isNotEmpty', '请选所在的行政区划');
    if (!(await this.regions.exists(tx, dto.regionCode)))
      throw new DomainError('region-unknown', { code: dto.regionCode });
    if (dto.field && !(await this.organisations.fieldExists(tx, dto.field)))
      throw fieldProblem('/field', 'isIn', '没有这个行业领域');
    const id = uuidv7();
    const row: OrganisationRow = {
      ...this.common(id, dto),
      parent_id: null,
      enterprise_id: id,
      path: `/${id}/`,
      region_code: dto.regionCode,
      field: dto.field ?? null,
      credit_code: creditCodeOf(dto.creditCode),
    };
    // A regulator of one field registers enterprises of that field only.
    this.scope.requireRegion(tx.ctx, WRITE, row.region_code);
    if (!this.scope.filter(tx.ctx, WRITE).includes(row)) throw new DomainError('not-found');
    return row;
  }

  private async unit(tx: Tx, dto: CreateOrganisationDto): Promise<OrganisationRow> {
    if (dto.parentId) await this.scope.require(tx, WRITE, dto.parentId);
    const parent = dto.parentId ? await this.organisations.hold(tx, dto.parentId) : null;
    const refusal = placementRefusal(dto.kind, parent);
    if (refusal || !parent) throw fieldProblem('/parentId', 'placement', refusal ?? '请选上级');
    if (parent.status === 'closed') throw new DomainError('organisation-closed', { name: parent.name });
    if (dto.regionCode && dto.regionCode !== parent.region_code)
      throw fieldProblem('/regionCode', 'fixed', '部门的区划跟着单位走，请留空');
    if (dto.field && dto.field !== parent.field)
      throw fieldProblem('/field', 'fixed', '部门的行业领域跟着单位走，请留空');
    if (dto.creditCode) throw fieldProblem('/creditCode', 'fixed', '只有单位自身有统一社会信用代码，请留空');
    if (/[/／]/.test(dto.name)) throw fieldProblem('/name', 'matches', '部门名称里不能有斜杠');
    const id = uuidv7();
    return {
      ...this.common(id, dto),
      parent_id: parent.id,
      enterprise_id: parent.enterprise_id,
      path: `${parent.path}${id}/`,
      region_code: parent.region_code,
      field: parent.field,
      credit_code: null,
    };
  }

  private common(id: string, dto: CreateOrganisationDto) {
    return {
      id,
      name: dto.name,
      kind: dto.kind,
      industry: dto.industry || null,
      above_scale: dto.aboveScale ?? false,
      high_risk: dto.highRisk ?? false,
      status: 'active' as const,
      created_at: this.clock.now(),
      version: 1,
    };
  }
}

/** Checked by GB 32100; an empty text is no code. */
export function creditCodeOf(text: string | null | undefined): string | null {
  if (!text) return null;
  const code = normaliseCreditCode(text);
  if (code === '') return null;
  if (!isCreditCode(code)) throw fieldProblem('/creditCode', 'creditCode', '统一社会信用代码对不上校验位，请核对');
  return code;
}
