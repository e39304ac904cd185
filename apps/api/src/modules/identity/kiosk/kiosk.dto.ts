import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { PIN } from './kiosk-words.js';

export class KioskQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'This organisation and everything below it' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class RegisterKioskDto {
  @ApiProperty({ format: 'uuid', description: 'Whose people may sign in on it: this organisation and all below it' })
  @IsUUID()
  organisationId!: string;

  @ApiProperty()
  @IsString()
  @MinLength(1, { message: '请填设备名称' })
  @MaxLength(60)
  name!: string;

  @ApiPropertyOptional({ description: 'Where it stands' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  place?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only this exam can be sat on it' })
  @IsOptional()
  @IsUUID()
  examSessionId?: string;

  @ApiPropertyOptional({ default: false, description: 'A badge is enough without the PIN' })
  @IsOptional()
  @IsBoolean()
  badgeAlone?: boolean;
}

/** What is left out stays as it is. */
export class EditKioskDto {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MinLength(1, { message: '请填设备名称' })
  @MaxLength(60)
  name?: string;

  @ApiPropertyOptional({ description: 'Empty: not said' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  place?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'null: any exam' })
  @IsOptional()
  @ValidateIf((_, value) => value !== null)
  @IsUUID()
  examSessionId?: string | null;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  badgeAlone?: boolean;
}

export class Kiosk {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  organisationId!: string;

  @ApiProperty()
  organisationName!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  place!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  examSessionId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  examTitle!: string | null;

  @ApiProperty({ description: 'A badge is enough without the PIN' })
  badgeAlone!: boolean;

  @ApiProperty()
  version!: number;

  @ApiProperty({ enum: ['waiting', 'paired', 'revoked'] })
  status!: 'waiting' | 'paired' | 'revoked';

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  pairedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastUsedAt!: string | null;
}

export class KioskPairing {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'To be typed on the device; shown once' })
  pairingCode!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

export class PairKioskDto {
  @ApiProperty()
  @IsString()
  @MaxLength(40)
  code!: string;
}

export class PairedKiosk {
  @ApiProperty()
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  place!: string | null;

  @ApiProperty()
  organisationName!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  examSessionId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  examTitle!: string | null;

  @ApiProperty({ description: 'A badge is enough without the PIN' })
  badgeAlone!: boolean;
}

export class KioskSignInDto {
  @ApiProperty({ description: 'The whole name, exactly' })
  @IsString()
  @MinLength(1, { message: '请填姓名' })
  @MaxLength(60)
  name!: string;

  @ApiPropertyOptional({ description: 'Last four of the ID number or the phone, among people of the same name' })
  @IsOptional()
  @Matches(/^\d{3}[\dXx]$/, { message: '要填后四位' })
  tail?: string;

  @ApiProperty({ pattern: PIN.source })
  @Matches(PIN, { message: '数字密码是六位数字' })
  pin!: string;
}

export class PinSlip {
  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  organisation!: string;

  @ApiProperty({ description: 'Last four of the ID number, to tell people of the same name apart' })
  tail!: string;

  @ApiProperty({ description: 'In this answer and nowhere else' })
  pin!: string;
}

export class IssuedPins {
  @ApiProperty({ type: [PinSlip] })
  pins!: PinSlip[];

  @ApiProperty({ description: 'People who need an account first' })
  withoutAccount!: number;
}

export class ChangePinDto {
  @ApiProperty({ pattern: PIN.source })
  @Matches(PIN, { message: '数字密码是六位数字' })
  pin!: string;
}
