import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { DomainError, type FieldError } from '../../platform/errors/domain-error.js';
import { isUuid } from '../../platform/ids/uuid.js';
import { OrganisationScope } from '../organisations/index.js';
import { distinctRules } from './plan-rules.js';
import { TrainingPlanRepository } from './training-plan.repository.js';
import type { AudienceRule, PlanRosterRole } from './training-plan.entity.js';

export interface PlanContent {
  readonly title: string;
  readonly period: string;
  readonly startsOn: string;
  readonly dueOn: string;
  readonly audience: readonly AudienceRule[];
  readonly rosterRoles?: readonly PlanRosterRole[] | undefined;
  readonly requirement: { readonly kind: 'pass_exam'; readonly examSessionId: string };
  readonly certificate: {
    readonly issue: boolean;
    readonly validMonths: number | null;
    readonly issuer?: string | undefined;
  };
}

const WRITE = 'training-plans.plan.write';

/** Checks what the author says against the database and his scope; gives the columns of the plan's row. */
@Injectable()
export class CheckPlanContent {
  constructor(
    private readonly scope: OrganisationScope,
    private readonly plans: TrainingPlanRepository,
  ) {}

  async execute(tx: ReadTx, content: PlanContent) {
    if (content.dueOn < content.startsOn) {
      throw new DomainError('validation-failed', { count: 1 }, [
        { pointer: '/dueOn', code: 'min', message: '截止日期要在开始日期之后' },
      ]);
    }
    const audience = await this.audienceInScope(tx, distinctRules(content.audience));
    await this.requireExam(tx, content.requirement.examSessionId);
    return {
      title: content.title.trim(),
      period: content.period.trim(),
      startsOn: content.startsOn,
      dueOn: content.dueOn,
      audience,
      rosterRoles: content.rosterRoles?.length ? [...new Set(content.rosterRoles)] : null,
      issuesCertificate: content.certificate.issue,
      certificateValidMonths: content.certificate.validMonths,
      certificateIssuer: content.certificate.issuer?.trim() || null,
    };
  }

  private async audienceInScope(tx: ReadTx, rules: readonly AudienceRule[]): Promise<AudienceRule[]> {
    const filter = this.scope.filter(tx.ctx, WRITE);
    const known = await this.plans.organisationsOfRules(
      tx,
      rules.filter((rule) => rule.kind === 'region' || isUuid(rule.id)),
    );
    const regions = await this.plans.regionNames(
      tx,
      rules.filter((rule) => rule.kind === 'region').map((rule) => rule.id),
    );
    const errors: FieldError[] = [];
    const accepted = rules.flatMap((rule, index) => {
      const found = known.find((row) => row.kind === rule.kind && row.id === rule.id);
      const kept =
        rule.kind === 'region'
          ? regions.some((region) => region.code === rule.id) && this.narrowed(tx, rule)
          : rule.field === undefined && found && filter.includes(found) && rule;
      if (kept) return [kept];
      errors.push({
        pointer: `/audience/${index}`,
        code: 'out-of-scope',
        message: '不在你的管理范围内，或者已经不存在',
      });
      return [];
    });
    if (errors.length > 0) throw new DomainError('plan-target-out-of-scope', { count: errors.length }, errors);
    return accepted;
  }

  /** A region rule is never wider than the grant behind it: one field's regulator writes rules for that field. */
  private narrowed(tx: ReadTx, rule: AudienceRule): AudienceRule | null {
    if (tx.ctx.actor.kind === 'system') return rule;
    const fields = tx.ctx
      .grantsFor(WRITE)
      .filter(
        (grant) => grant.organisationId === null && grant.regionCode !== null && rule.id.startsWith(grant.regionCode),
      )
      .map((grant) => grant.field);
    if (fields.length === 0) return null;
    if (fields.includes(null) || (rule.field !== undefined && fields.includes(rule.field))) return rule;
    return rule.field === undefined && new Set(fields).size === 1 && fields[0] ? { ...rule, field: fields[0] } : null;
  }

  private async requireExam(tx: ReadTx, id: string): Promise<void> {
    const exam = await this.plans.findExam(tx, id);
    const because =
      !exam || !this.scope.filter(tx.ctx, WRITE).includes(exam)
        ? '这场考试不在你的管理范围内，或者已经不存在。'
        : exam.purpose !== 'formal'
          ? '自测不能作为培训要求，请选一场正式考试。'
          : exam.status === 'cancelled'
            ? '这场考试已经取消，请选另一场。'
            : null;
    if (because) {
      throw new DomainError('plan-exam-unfit', { because }, [
        { pointer: '/requirement/examSessionId', code: 'unfit', message: because },
      ]);
    }
  }
}
