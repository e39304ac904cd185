import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { BADGE_CODE } from './badge-code.js';
import { PIN } from './kiosk-words.js';

/** Badges and PINs that are made and printed within a few seconds. */
export const ISSUED_AT_ONCE = 500;

export class BadgeSignInDto {
  @ApiProperty({ pattern: BADGE_CODE.source, description: 'What the QR code of the badge says' })
  @Matches(BADGE_CODE, { message: '没有扫全，再扫一次' })
  badge!: string;

  @ApiPropertyOptional({ pattern: PIN.source, description: 'Needed unless the device takes badges by themselves' })
  @IsOptional()
  @Matches(PIN, { message: '数字密码是六位数字' })
  pin?: string;
}

/** Whom badges or PINs are given to. */
export class IssueToPeopleDto {
  @ApiProperty({ format: 'uuid', description: 'An organisation or one of its units' })
  @IsUUID()
  organisationId!: string;

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    description: 'New ones for these people; without it, for everybody with an account who has none',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ISSUED_AT_ONCE)
  @IsUUID('all', { each: true })
  personIds?: string[];
}

export const LACKS = ['account', 'pin', 'badge'] as const;

export class KioskPeopleQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'This organisation or unit and everything below it' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ description: 'Beginning of the name' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  q?: string;

  @ApiPropertyOptional({ enum: LACKS, description: 'Only people who lack this' })
  @IsOptional()
  @IsIn(LACKS)
  lacks?: (typeof LACKS)[number];
}

export class KioskBadge {
  @ApiProperty({ format: 'date-time' })
  issuedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastUsedAt!: string | null;
}

export class KioskPerson {
  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Last four of the ID number, to tell people of the same name apart' })
  tail!: string;

  @ApiProperty({ description: 'Where he works: 综采队 / 一班, or the enterprise itself' })
  unit!: string;

  @ApiProperty({ type: [String] })
  posts!: string[];

  @ApiProperty()
  hasAccount!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  pinSetAt!: string | null;

  @ApiProperty({ type: KioskBadge, nullable: true })
  badge!: KioskBadge | null;
}
