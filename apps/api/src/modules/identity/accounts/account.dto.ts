import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { ROLES, type Role } from '../../../platform/http/roles.js';

export class PersonBrief {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Present enterprise, else the last one' })
  organisationName!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Department, workshop or team; null when directly at the enterprise',
  })
  unitName!: string | null;

  @ApiProperty({ type: [String] })
  postNames!: string[];
}

export class RoleGrant {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role!: Role;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  organisationId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  organisationName!: string | null;

  @ApiProperty({ type: String, nullable: true })
  regionCode!: string | null;

  @ApiProperty({ type: String, nullable: true })
  regionName!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Supervision field 行业领域; null for every field' })
  field!: string | null;
}

export class Account {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Login name' })
  account!: string;

  @ApiProperty({ type: PersonBrief, nullable: true })
  person!: PersonBrief | null;

  @ApiProperty({ enum: ['active', 'disabled'] })
  status!: 'active' | 'disabled';

  @ApiProperty()
  mustChangePassword!: boolean;

  @ApiProperty({ type: [RoleGrant] })
  roles!: RoleGrant[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastSignInAt!: string | null;
}

export class AccountQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'This organisation and everything below it' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ description: 'Part of the login name or of the name' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  @ApiPropertyOptional({ enum: ['active', 'disabled'] })
  @IsOptional()
  @IsIn(['active', 'disabled'])
  status?: 'active' | 'disabled';
}

export class GrantDto {
  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  @IsIn(ROLES)
  role!: Role;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ description: 'Administrative division code; the grant reaches everything below it' })
  @IsOptional()
  @IsString()
  @MaxLength(12)
  regionCode?: string;

  @ApiPropertyOptional({ description: 'Supervision field, only together with a region' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  field?: string;
}

export class CreateAccountDto {
  @ApiProperty({ description: 'Login name: 3 to 64 letters, digits or . _ - @; no phone or ID number' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  account!: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  personId?: string;

  @ApiProperty({ type: [GrantDto] })
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => GrantDto)
  grants!: GrantDto[];
}

export class CreatedAccount {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  account!: string;

  @ApiProperty({ description: 'Temporary; shown this once, to be changed at the first sign-in' })
  password!: string;
}

export class AccountStatusDto {
  @ApiProperty({ enum: ['active', 'disabled'] })
  @IsIn(['active', 'disabled'])
  status!: 'active' | 'disabled';
}

export class NewPassword {
  @ApiProperty({ description: 'Temporary; shown this once, to be changed at the next sign-in' })
  password!: string;
}

export class ChangePasswordDto {
  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  currentPassword!: string;

  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  newPassword!: string;
}

export class AccountBatchDto {
  @ApiProperty({
    format: 'uuid',
    description: 'Everybody on the roster of this organisation and below it who has no account',
  })
  @IsUUID()
  organisationId!: string;
}

export class BatchAccount {
  @ApiProperty()
  name!: string;

  @ApiProperty()
  account!: string;

  @ApiProperty()
  password!: string;

  @ApiProperty({ description: 'Unit path inside the enterprise' })
  organisation!: string;
}

export class AccountBatch {
  @ApiProperty()
  created!: number;

  @ApiProperty({ type: [BatchAccount] })
  accounts!: BatchAccount[];
}
