import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { EMPLOYMENT_TYPES, ROSTER_ROLES, type EmploymentType, type RosterRole } from './employment-words.js';
import { ID_TYPES, type IdType } from './id-document.js';
import { IsDay } from './is-day.js';
import { normaliseName } from './person-name.js';

const Clean = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normaliseName(value) : value));

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
  @IsDay()
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
  @IsDay()
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
  @IsDay()
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
  @IsDay()
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
