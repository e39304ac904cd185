import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { EMPLOYMENT_TYPES, ROSTER_ROLES, type EmploymentType, type RosterRole } from './employment-words.js';
import { ID_TYPES, type IdType } from './id-document.js';
import { normaliseName } from './person-name.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_MESSAGE = { message: '日期格式不对，例如 2026-11-30' };
const Clean = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normaliseName(value) : value));

export class PeopleQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'This organisation and its units' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  postId?: string;

  @ApiPropertyOptional({ enum: EMPLOYMENT_TYPES })
  @IsOptional()
  @IsIn(EMPLOYMENT_TYPES)
  employmentType?: EmploymentType;

  @ApiPropertyOptional({ enum: ['active', 'left'], default: 'active' })
  @IsOptional()
  @IsIn(['active', 'left'])
  status?: 'active' | 'left';

  @ApiPropertyOptional({
    description: 'Beginning of the name, or a whole document number or phone (found by keyed hash)',
  })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  q?: string;

  @ApiPropertyOptional({ format: 'date', description: 'The roster as it was on this day; default today' })
  @IsOptional()
  @Matches(DATE, DATE_MESSAGE)
  asOf?: string;
}

export class CreatePersonDto {
  @ApiProperty({ maxLength: 50 })
  @Clean()
  @MinLength(1, { message: '请写姓名' })
  @MaxLength(50, { message: '姓名最多 50 个字' })
  name: string;

  @ApiProperty({ enum: ID_TYPES })
  @IsIn(ID_TYPES)
  idType: IdType;

  @ApiProperty({ maxLength: 40 })
  @IsString()
  @MinLength(1, { message: '请写证件号码' })
  @MaxLength(40)
  idNumber: string;

  @ApiPropertyOptional({ maxLength: 30 })
  @IsOptional()
  @IsString()
  @MaxLength(30)
  phone?: string;

  @ApiProperty({ format: 'uuid', description: 'A unit, or the enterprise itself' })
  @IsUUID()
  unitId: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID(undefined, { each: true })
  postIds: string[];

  @ApiProperty({ enum: EMPLOYMENT_TYPES })
  @IsIn(EMPLOYMENT_TYPES)
  employmentType: EmploymentType;

  @ApiProperty({ enum: ROSTER_ROLES })
  @IsIn(ROSTER_ROLES)
  rosterRole: RosterRole;

  @ApiProperty({ format: 'date', description: 'Not in the future' })
  @Matches(DATE, DATE_MESSAGE)
  startsOn: string;
}

export class EditPersonDto {
  @ApiPropertyOptional({ maxLength: 50 })
  @IsOptional()
  @Clean()
  @MinLength(1, { message: '请写姓名' })
  @MaxLength(50, { message: '姓名最多 50 个字' })
  name?: string;

  @ApiPropertyOptional({ enum: ID_TYPES })
  @IsOptional()
  @IsIn(ID_TYPES)
  idType?: IdType;

  @ApiPropertyOptional({ maxLength: 40 })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  idNumber?: string;

  @ApiPropertyOptional({ maxLength: 30, description: 'Empty: no phone' })
  @IsOptional()
  @IsString()
  @MaxLength(30)
  phone?: string;

  @ApiPropertyOptional({ enum: EMPLOYMENT_TYPES })
  @IsOptional()
  @IsIn(EMPLOYMENT_TYPES)
  employmentType?: EmploymentType;

  @ApiPropertyOptional({ enum: ROSTER_ROLES })
  @IsOptional()
  @IsIn(ROSTER_ROLES)
  rosterRole?: RosterRole;

  @ApiPropertyOptional({ format: 'date', description: 'From when a new employment type or role holds; default today' })
  @IsOptional()
  @Matches(DATE, DATE_MESSAGE)
  on?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Which employer, when he has two within the scope' })
  @IsOptional()
  @IsUUID()
  enterpriseId?: string;
}

export class TransferPersonDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  unitId: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID(undefined, { each: true })
  postIds: string[];

  @ApiProperty({ format: 'date', description: 'First day in the new place; not in the future' })
  @Matches(DATE, DATE_MESSAGE)
  on: string;
}

export class ReturnPersonDto extends TransferPersonDto {
  @ApiProperty({ enum: EMPLOYMENT_TYPES })
  @IsIn(EMPLOYMENT_TYPES)
  employmentType: EmploymentType;

  @ApiPropertyOptional({ enum: ROSTER_ROLES, description: 'Default: as before he left' })
  @IsOptional()
  @IsIn(ROSTER_ROLES)
  rosterRole?: RosterRole;
}

export class DepartPersonDto {
  @ApiProperty({ format: 'date', description: 'First day off the roster; not in the future' })
  @Matches(DATE, DATE_MESSAGE)
  on: string;

  @ApiProperty({ maxLength: 100 })
  @Clean()
  @MinLength(1, { message: '请写离岗原因' })
  @MaxLength(100)
  reason: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Which employer, when he has two within the scope' })
  @IsOptional()
  @IsUUID()
  enterpriseId?: string;
}

export class RevealPersonDto {
  @ApiProperty({ minLength: 5, maxLength: 200 })
  @Clean()
  @MinLength(5, { message: '请写清楚原因，至少 5 个字' })
  @MaxLength(200)
  reason: string;
}

export class RevealedPerson {
  @ApiProperty()
  idNumber: string;

  @ApiProperty({ type: String, nullable: true, description: 'Only of people who are on the roster now' })
  phone: string | null;
}

export class PersonPost {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;
}

/** One line of the roster. A person at two enterprises within the scope has two lines with the same id. */
export class Person {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ID_TYPES })
  idType: IdType;

  @ApiProperty({ example: '140428********1234' })
  idNumberMasked: string;

  @ApiProperty({ type: String, nullable: true, example: '139****0718' })
  phoneMasked: string | null;

  @ApiProperty({ format: 'uuid' })
  enterpriseId: string;

  @ApiProperty()
  enterpriseName: string;

  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty({ example: '综采队 / 一班', description: 'Empty when he belongs to no unit' })
  unitPath: string;

  @ApiProperty({ type: [PersonPost] })
  posts: PersonPost[];

  @ApiProperty({ enum: EMPLOYMENT_TYPES })
  employmentType: EmploymentType;

  @ApiProperty({ enum: ROSTER_ROLES })
  rosterRole: RosterRole;

  @ApiProperty({ format: 'date', description: 'Since when without a break, transfers not counted as breaks' })
  startsOn: string;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Set when he had left by the day asked about',
  })
  endsOn: string | null;

  @ApiProperty()
  hasAccount: boolean;

  @ApiProperty()
  version: number;
}

export class EmploymentPost {
  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'date' })
  startsOn: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  endsOn: string | null;
}

export class Employment {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  enterpriseName: string;

  @ApiProperty()
  unitPath: string;

  @ApiProperty({ enum: EMPLOYMENT_TYPES })
  employmentType: EmploymentType;

  @ApiProperty({ format: 'date' })
  startsOn: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  endsOn: string | null;

  @ApiProperty({ type: String, nullable: true })
  leaveReason: string | null;

  @ApiProperty({ type: [EmploymentPost] })
  posts: EmploymentPost[];
}

export class PersonDetail extends Person {
  @ApiProperty({ type: [Employment], description: 'Latest first; only within the scope' })
  employments: Employment[];
}

export class RosterExportQuery extends OmitType(PeopleQuery, ['cursor', 'limit'] as const) {}
