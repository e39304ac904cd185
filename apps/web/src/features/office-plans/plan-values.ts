import type { RosterRole, TrainingPlan, TrainingPlanInput } from '../../shared/api/types.js';

/** A plan as the form holds it. */
export interface PlanValues {
  readonly title: string;
  readonly period: string;
  readonly startsOn: string;
  readonly dueOn: string;
  readonly examSessionId: string;
  readonly audience: readonly { readonly kind: 'region' | 'organisation' | 'post'; readonly id?: string }[];
  readonly rosterRoles?: RosterRole[];
  readonly issue: boolean;
  readonly validMonths?: number | null;
  readonly issuer?: string;
}

export function valuesOf(plan: TrainingPlan): PlanValues {
  return {
    title: plan.title,
    period: plan.period,
    startsOn: plan.startsOn,
    dueOn: plan.dueOn,
    examSessionId: plan.requirement.examSessionId,
    audience: plan.audience,
    ...(plan.rosterRoles ? { rosterRoles: plan.rosterRoles } : {}),
    issue: plan.certificate.issue,
    validMonths: plan.certificate.validMonths,
    ...(plan.certificate.issuer ? { issuer: plan.certificate.issuer } : {}),
  };
}

/** What the API takes; lines of the audience without a choice are left out. */
export function inputOf(values: PlanValues, organisationId: string | null): TrainingPlanInput {
  return {
    ...(organisationId ? { organisationId } : {}),
    title: values.title.trim(),
    period: values.period.trim(),
    startsOn: values.startsOn,
    dueOn: values.dueOn,
    audience: values.audience.flatMap(({ kind, id }) => (id ? [{ kind, id }] : [])),
    ...(values.rosterRoles && values.rosterRoles.length > 0 ? { rosterRoles: values.rosterRoles } : {}),
    requirement: { kind: 'pass_exam', examSessionId: values.examSessionId },
    certificate: {
      issue: values.issue,
      validMonths: values.issue ? (values.validMonths ?? null) : null,
      ...(values.issue && values.issuer?.trim() ? { issuer: values.issuer.trim() } : {}),
    },
  };
}
