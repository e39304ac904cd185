import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { normaliseName } from '../people/person-name.js';
import { ORGANISATION_KINDS, type OrganisationKind } from './placement-rule.js';

const Clean = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normaliseName(value) : value));
const REGION = /^\d{2}(?:\d{2}(?:\d{2}(?:\d{3}(?:\d{3})?)?)?)?$/;
const FIELD = /^[a-z_]{1,40}$/;

export class OrganisationQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Division and everything below it' })
  @IsOptional()
  @Matches(REGION, { message: '区划代码是 2–12 位数字' })
  regionCode?: string;

  @ApiPropertyOptional({ enum: ORGANISATION_KINDS })
  @IsOptional()
  @IsIn(ORGANISATION_KINDS)
  kind?: OrganisationKind;

  @ApiPropertyOptional({ description: 'Code of a supervision field' })
  @IsOptional()
  @Matches(FIELD)
  field?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Direct children of this organisation' })
  @IsOptional()
  @IsUUID()
  parentId?: string;

  @ApiPropertyOptional({ description: 'Part of the name' })
  @IsOptional()
  @Clean()
  @MaxLength(60)
  q?: string;
}

export class CreateOrganisationDto {
  @ApiProperty({ maxLength: 60 })
  @Clean()
  @MinLength(1, { message: '请写名称' })
  @MaxLength(60, { message: '名称最多 60 个字' })
  name: string;

  @ApiProperty({ enum: ORGANISATION_KINDS })
  @IsIn(ORGANISATION_KINDS)
  kind: OrganisationKind;

  @ApiPropertyOptional({ format: 'uuid', description: 'Required for departments, workshops and teams' })
  @IsOptional()
  @IsUUID()
  parentId?: string;

  @ApiPropertyOptional({ description: 'Required for roots; units take it from their enterprise' })
  @IsOptional()
  @Matches(REGION, { message: '区划代码是 2–12 位数字' })
  regionCode?: string;

  @ApiPropertyOptional({ description: 'Unified social credit code (GB 32100-2015)' })
  @IsOptional()
  @MaxLength(40)
  creditCode?: string;

  @ApiPropertyOptional({ maxLength: 60, description: 'GB/T 4754 industry as text' })
  @IsOptional()
  @Clean()
  @MaxLength(60)
  industry?: string;

  @ApiPropertyOptional({ description: 'Code of a supervision field' })
  @IsOptional()
  @Matches(FIELD)
  field?: string;

  @ApiPropertyOptional({ description: '规上' })
  @IsOptional()
  @IsBoolean()
  aboveScale?: boolean;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  highRisk?: boolean;
}

export class EditOrganisationDto {
  @ApiPropertyOptional({ maxLength: 60 })
  @IsOptional()
  @Clean()
  @MinLength(1, { message: '请写名称' })
  @MaxLength(60, { message: '名称最多 60 个字' })
  name?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Moves a unit within its enterprise' })
  @IsOptional()
  @IsUUID()
  parentId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(REGION, { message: '区划代码是 2–12 位数字' })
  regionCode?: string;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @MaxLength(40)
  creditCode?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 60 })
  @IsOptional()
  @Clean()
  @MaxLength(60)
  industry?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @Matches(FIELD)
  field?: string | null;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  aboveScale?: boolean;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  highRisk?: boolean;

  @ApiPropertyOptional({ enum: ['active', 'closed'], description: 'closed: 撤销, only when nobody is in it' })
  @IsOptional()
  @IsIn(['active', 'closed'])
  status?: 'active' | 'closed';
}

export class Organisation {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ORGANISATION_KINDS })
  kind: OrganisationKind;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  parentId: string | null;

  @ApiProperty({ format: 'uuid', description: 'The root of its tree; itself for a root' })
  enterpriseId: string;

  @ApiProperty()
  regionCode: string;

  @ApiProperty({ example: '山西省 / 长治市 / 长子县' })
  regionPath: string;

  @ApiProperty({ type: String, nullable: true })
  creditCode: string | null;

  @ApiProperty({ type: String, nullable: true })
  industry: string | null;

  @ApiProperty({ type: String, nullable: true })
  field: string | null;

  @ApiProperty({ type: String, nullable: true })
  fieldName: string | null;

  @ApiProperty()
  aboveScale: boolean;

  @ApiProperty()
  highRisk: boolean;

  @ApiProperty({ enum: ['active', 'closed'] })
  status: 'active' | 'closed';

  @ApiProperty({ description: 'People on the roster today, units below included' })
  headcount: number;

  @ApiProperty()
  version: number;
}

export class OrganisationNode {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ORGANISATION_KINDS })
  kind: OrganisationKind;

  @ApiProperty({ description: 'People on the roster today, units below included' })
  headcount: number;

  @ApiProperty({ type: () => [OrganisationNode] })
  children: OrganisationNode[];
}
