import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, Validate } from 'class-validator';
import { PageQuery } from '../../platform/http/page.js';
import { IsCivilDate } from '../training-plans/index.js';

export const STANDINGS = ['met', 'due', 'overdue', 'excused'] as const;
export type Standing = (typeof STANDINGS)[number];
const LEVELS = ['region', 'organisation'] as const;
type Level = (typeof LEVELS)[number];
const REGION_CODE = /^\d{2}(?:\d{2}(?:\d{2}(?:\d{3}(?:\d{3})?)?)?)?$/;

const AS_OF = { format: 'date', description: 'Civil date (Asia/Shanghai); today when not given' };
const REGION = {
  description: 'Region code. Not together with organisationId; without both the caller’s own region or organisation',
};

export class CoverageQuery {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  planId!: string;

  @ApiPropertyOptional(REGION)
  @IsOptional()
  @IsString()
  @Matches(REGION_CODE)
  regionId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional(AS_OF)
  @IsOptional()
  @Validate(IsCivilDate)
  asOf?: string;
}

export class CoveragePeopleQuery extends PageQuery {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  planId!: string;

  @ApiPropertyOptional(REGION)
  @IsOptional()
  @IsString()
  @Matches(REGION_CODE)
  regionId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional(AS_OF)
  @IsOptional()
  @Validate(IsCivilDate)
  asOf?: string;

  @ApiPropertyOptional({ enum: STANDINGS, description: 'due: still in time and not yet met' })
  @IsOptional()
  @IsIn(STANDINGS)
  status?: Standing;
}

export class CoverageOverviewQuery {
  @ApiPropertyOptional({ description: 'Only what is registered in this region' })
  @IsOptional()
  @IsString()
  @Matches(REGION_CODE)
  regionId?: string;
}

class CountsDto {
  @ApiProperty({
    type: 'integer',
    description:
      'The denominator: met + overdue + those still in time. Without those excused. Distinct persons, so the children of a region may add up to more',
  })
  due!: number;
  @ApiProperty({ type: 'integer' })
  met!: number;
  @ApiProperty({ type: 'integer' })
  overdue!: number;
  @ApiProperty({ type: 'integer', description: 'Taken out of the denominator, with a reason each' })
  excused!: number;
}

export class CoverageChild extends CountsDto {
  @ApiProperty({ enum: LEVELS })
  level!: Level;
  @ApiProperty({
    description:
      'Level of a region, kind of an organisation, or `direct`: the people at the parent itself (not a level to go down to)',
  })
  kind!: string;
  @ApiProperty({ description: 'Region code or organisation id; of `direct` the parent’s id' })
  id!: string;
  @ApiProperty()
  name!: string;
}

export class CoverageCrumb {
  @ApiProperty({ enum: LEVELS })
  level!: Level;
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
}

export class CoveragePlan {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty({ format: 'date' })
  dueOn!: string;
}

export class Coverage extends CountsDto {
  @ApiProperty({ type: CoveragePlan })
  plan!: CoveragePlan;
  @ApiProperty({ enum: LEVELS })
  level!: Level;
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({
    type: [CoverageCrumb],
    description: 'From the top of the caller’s scope down to this node, which is the last',
  })
  crumbs!: CoverageCrumb[];
  @ApiProperty({ description: 'Version of the definition of who is due and how he stands' })
  definitionVersion!: string;
  @ApiProperty({ format: 'date' })
  asOf!: string;
  @ApiProperty({ format: 'date-time' })
  computedAt!: string;
  @ApiProperty({
    type: [CoverageChild],
    description: 'Only those with people in the plan; empty where the names are next',
  })
  children!: CoverageChild[];
}

export class CoverageField extends CountsDto {
  @ApiProperty({ type: String, nullable: true, description: 'Supervision field; null for enterprises without one' })
  code!: string | null;
  @ApiProperty({ type: String, nullable: true })
  name!: string | null;
}

export class CoverageCell extends CountsDto {
  @ApiProperty({ description: 'The child of the same region in Coverage.children' })
  childId!: string;
  @ApiProperty({ type: String, nullable: true })
  field!: string | null;
}

export class CoverageFields {
  @ApiProperty({ type: [CoverageField], description: 'Only those with people in the plan' })
  fields!: CoverageField[];
  @ApiProperty({ type: [CoverageCell], description: 'Only those with people in the plan' })
  cells!: CoverageCell[];
}

export class CoverageEvidence {
  @ApiProperty({ format: 'uuid' })
  attemptId!: string;
  @ApiProperty({ type: 'integer', description: 'Hundredths of a point' })
  score!: number;
  @ApiProperty({ type: 'integer', description: 'Hundredths of a point' })
  max!: number;
  @ApiProperty({ format: 'date-time' })
  submittedAt!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'When the caller may see certificates' })
  certificateId!: string | null;
}

export class CoveragePerson {
  @ApiProperty({ format: 'uuid' })
  personId!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'Several, joined by 、, for a person of two enterprises in a region' })
  enterpriseName!: string;
  @ApiProperty({ example: '综采队 / 一班' })
  unitPath!: string;
  @ApiProperty({ type: [String], description: 'As they were on the date' })
  posts!: string[];
  @ApiProperty({ enum: STANDINGS })
  status!: Standing;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  metAt!: string | null;
  @ApiProperty({ type: CoverageEvidence, nullable: true })
  evidence!: CoverageEvidence | null;
  @ApiProperty({ type: String, nullable: true })
  excusedReason!: string | null;
}

export class CoverageOverviewPlan extends CountsDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty()
  organisationName!: string;
  @ApiProperty({ format: 'date' })
  dueOn!: string;
}

export class CoverageOverview {
  @ApiProperty({ type: [CoverageOverviewPlan], description: 'Active plans, newest first, at most 20' })
  plans!: CoverageOverviewPlan[];
  @ApiProperty()
  definitionVersion!: string;
  @ApiProperty({ format: 'date' })
  asOf!: string;
}
