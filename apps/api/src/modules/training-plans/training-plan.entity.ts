import { Column, Entity, PrimaryColumn } from 'typeorm';

export const AUDIENCE_KINDS = ['region', 'organisation', 'post'] as const;
export type AudienceKind = (typeof AUDIENCE_KINDS)[number];
export const PLAN_ROSTER_ROLES = ['principal', 'safety_officer', 'team_leader', 'worker'] as const;
export type PlanRosterRole = (typeof PLAN_ROSTER_ROLES)[number];
export const PLAN_STATUSES = ['draft', 'active', 'closed'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

/** 参训范围, one rule of it: a region with everything below, an organisation with everything below, or a post. */
export interface AudienceRule {
  readonly kind: AudienceKind;
  readonly id: string;
  /** Region rules only: enterprises of this supervision field. A regulator of one field cannot reach further. */
  readonly field?: string;
}

/** 培训计划. */
@Entity('training_plan')
export class TrainingPlanRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') title: string;
  @Column('text') period: string;
  @Column('date', { name: 'starts_on' }) startsOn: string;
  @Column('date', { name: 'due_on' }) dueOn: string;
  @Column('text') status: PlanStatus;
  @Column('jsonb') audience: AudienceRule[];
  /** null: every role of the roster. */
  @Column('text', { name: 'roster_roles', array: true, nullable: true }) rosterRoles: PlanRosterRole[] | null;
  @Column('boolean', { name: 'issues_certificate' }) issuesCertificate: boolean;
  @Column('integer', { name: 'certificate_valid_months', nullable: true }) certificateValidMonths: number | null;
  @Column('text', { name: 'certificate_issuer', nullable: true }) certificateIssuer: string | null;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'activated_at', nullable: true }) activatedAt: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('integer') version: number;
}

/** 培训要求. One kind so far; more kinds are more rows, not more columns of the plan. */
@Entity('requirement')
export class RequirementRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'plan_id' }) planId: string;
  @Column('text') kind: 'pass_exam';
  @Column('uuid', { name: 'exam_session_id' }) examSessionId: string;
}

/** 免训(有据): who was taken out of the denominator, why, by whom, from when until when. */
@Entity('plan_excusal')
export class PlanExcusalRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'plan_id' }) planId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text') reason: string;
  @Column('date', { name: 'starts_on' }) startsOn: string;
  @Column('date', { name: 'ends_on', nullable: true }) endsOn: string | null;
  @Column('uuid', { name: 'recorded_by', nullable: true }) recordedBy: string | null;
  @Column('text', { name: 'recorded_by_name' }) recordedByName: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('text', { name: 'ended_by_name', nullable: true }) endedByName: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
}

/** A requirement met by a person, with the attempt that shows it. Rebuildable from attempts (see RecordCompletions). */
@Entity('completion')
export class CompletionRow {
  @PrimaryColumn('uuid', { name: 'requirement_id' }) requirementId: string;
  @PrimaryColumn('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'attempt_id' }) attemptId: string;
  @Column('timestamptz', { name: 'met_at' }) metAt: Date;
}
