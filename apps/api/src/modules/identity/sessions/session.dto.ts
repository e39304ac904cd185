import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { PersonBrief, RoleGrant } from '../accounts/account.dto.js';

export class SignInDto {
  @ApiProperty({ description: 'Login name or phone' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  account!: string;

  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  password!: string;
}

export class SignedIn {
  @ApiProperty({ description: 'For Authorization: Bearer; browsers use the cookie that comes with this answer' })
  token!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ type: PersonBrief, nullable: true })
  person!: PersonBrief | null;

  @ApiProperty({ description: 'Login name' })
  account!: string;

  @ApiProperty({ type: [RoleGrant] })
  roles!: RoleGrant[];

  @ApiProperty({
    description:
      'Until the password is changed every route but this session and the password answers 403 password-change-required',
  })
  mustChangePassword!: boolean;
}

export class KioskSession {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The one exam that can be sat on it' })
  examSessionId!: string | null;
}

export class CurrentSession {
  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ format: 'date-time' })
  serverTime!: string;

  @ApiProperty({ type: PersonBrief, nullable: true })
  person!: PersonBrief | null;

  @ApiProperty({ description: 'Login name' })
  account!: string;

  @ApiProperty({ description: 'What to call whoever is signed in: the name of the person, else that of the account' })
  name!: string;

  @ApiProperty({ type: [RoleGrant] })
  roles!: RoleGrant[];

  @ApiProperty({ type: KioskSession, nullable: true, description: 'Not null on a shared device' })
  kiosk!: KioskSession | null;

  @ApiProperty({ type: [String], description: 'module.noun.verb' })
  permissions!: string[];

  @ApiProperty()
  mustChangePassword!: boolean;
}
