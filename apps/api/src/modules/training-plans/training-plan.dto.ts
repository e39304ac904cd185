import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  Validate,
  ValidateIf,
  ValidateNested,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { isCivilDate } from '../../platform/clock/clock.js';
import { PageQuery } from '../../platform/http/page.js';
import {
  AUDIENCE_KINDS,
  PLAN_ROSTER_ROLES,
  PLAN_STATUSES,
  type AudienceKind,
  type PlanRosterRole,
  type PlanStatus,
} from './training-plan.entity.js';

@ValidatorConstraint({ name: 'civilDate' })
export class IsCivilDate implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isCivilDate(value);
  }

  defaultMessage(): string {
    return '日期格式不对，例如 2026-11-30';
  }
}

export class PlanTargetInput {
  @ApiProperty({ enum: AUDIENCE_KINDS })
  @IsIn(AUDIENCE_KINDS)
  kind!: AudienceKind;

  @ApiProperty({ description: 'Region code, or the id of an organisation or post' })
  @IsString()
  @Matches(/^(?:\d{2,12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/)
  id!: string;

  @ApiPropertyOptional({ description: 'Region rules only: enterprises of this supervision field' })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  field?: string;
}

export class PlanRequirement {
  @ApiProperty({ enum: ['pass_exam'] })
  @IsIn(['pass_exam'])
  kind!: 'pass_exam';

  @ApiProperty({ format: 'uuid', description: 'A formal exam' })
  @IsUUID()
  examSessionId!: string;
}

export class PlanCertificate {
  @ApiProperty({ description: 'Whoever meets the requirement gets a certificate' })
  @IsBoolean()
  issue!: boolean;

  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, maximum: 600, description: 'null: no end of validity' })
  @ValidateIf((_, value) => value !== null)
  @IsInt()
  @Min(1)
  @Max(600)
  validMonths!: number | null;

  @ApiPropertyOptional({ description: 'Printed as issuer; the plan’s organisation when not given' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  issuer?: string;
}

export class TrainingPlanInput {
  @ApiPropertyOptional({ format: 'uuid', description: 'The owner. It is set when the plan is made and stays' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiProperty()
  @IsString()
  @Length(1, 100)
  @Matches(/\S/)
  title!: string;

  @ApiProperty({ example: '2026', description: 'One effective certificate per person, plan and period' })
  @IsString()
  @Length(1, 20)
  @Matches(/\S/)
  period!: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsCivilDate)
  startsOn!: string;

  @ApiProperty({ format: 'date', description: 'The last civil date that is in time' })
  @Validate(IsCivilDate)
  dueOn!: string;

  @ApiProperty({ type: [PlanTargetInput], description: 'Whoever any of the rules reaches' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => PlanTargetInput)
  audience!: PlanTargetInput[];

  @ApiPropertyOptional({ enum: PLAN_ROSTER_ROLES, isArray: true, description: 'Not given or empty: every role' })
  @IsOptional()
  @IsArray()
  @IsIn(PLAN_ROSTER_ROLES, { each: true })
  @ArrayMaxSize(PLAN_ROSTER_ROLES.length)
  rosterRoles?: PlanRosterRole[];

  @ApiProperty({ type: PlanRequirement })
  @ValidateNested()
  @Type(() => PlanRequirement)
  requirement!: PlanRequirement;

  @ApiProperty({ type: PlanCertificate })
  @ValidateNested()
  @Type(() => PlanCertificate)
  certificate!: PlanCertificate;
}

export class PlanTarget {
  @ApiProperty({ enum: AUDIENCE_KINDS })
  kind!: AudienceKind;
  @ApiProperty()
  id!: string;
  @ApiPropertyOptional()
  field?: string;
  @ApiProperty()
  name!: string;
}

export class TrainingPlan {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  organisationId!: string;
  @ApiProperty()
  organisationName!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty()
  period!: string;
  @ApiProperty({ format: 'date' })
  startsOn!: string;
  @ApiProperty({ format: 'date' })
  dueOn!: string;
  @ApiProperty({
    type: [PlanTarget],
    description: 'Rules that name organisations outside the reader’s scope are left out',
  })
  audience!: PlanTarget[];
  @ApiProperty({ enum: PLAN_ROSTER_ROLES, isArray: true, description: 'Empty: every role' })
  rosterRoles!: PlanRosterRole[];
  @ApiProperty({ type: PlanRequirement })
  requirement!: PlanRequirement;
  @ApiProperty({ type: PlanCertificate })
  certificate!: PlanCertificate;
  @ApiProperty()
  examTitle!: string;
  @ApiProperty({ enum: PLAN_STATUSES })
  status!: PlanStatus;
  @ApiProperty({
    description: 'May the reader change, activate or close it and excuse people: is it his organisation’s?',
  })
  own!: boolean;
  @ApiProperty({ type: 'integer', description: 'Today, within the reader’s scope; without those excused' })
  due!: number;
  @ApiProperty({ type: 'integer' })
  met!: number;
  @ApiProperty({ type: 'integer' })
  overdue!: number;
  @ApiProperty({ type: 'integer' })
  excused!: number;
  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class TrainingPlanQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Plans that this organisation owns' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ enum: PLAN_STATUSES })
  @IsOptional()
  @IsIn(PLAN_STATUSES)
  status?: PlanStatus;
}

export class ExcusalDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  personId!: string;

  @ApiProperty({ description: 'Shown in the ledger of the denominator' })
  @IsString()
  @Length(2, 200)
  @Matches(/\S.*\S/s)
  reason!: string;

  @ApiPropertyOptional({ format: 'date', description: 'First date; today when not given' })
  @IsOptional()
  @Validate(IsCivilDate)
  from?: string;

  @ApiPropertyOptional({ format: 'date', description: 'First date on which it no longer holds' })
  @IsOptional()
  @Validate(IsCivilDate)
  until?: string;
}

export class PlanExcusal {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  personId!: string;
  @ApiProperty()
  personName!: string;
  @ApiProperty()
  reason!: string;
  @ApiProperty({ format: 'date' })
  from!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'First date on which it no longer holds' })
  until!: string | null;
  @ApiProperty({ description: 'Does it hold today?' })
  inForce!: boolean;
  @ApiProperty()
  recordedBy!: string;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
  @ApiProperty({ type: String, nullable: true })
  endedBy!: string | null;
}
