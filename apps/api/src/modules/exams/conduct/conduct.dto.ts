import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  NotEquals,
} from 'class-validator';
import { SESSION_EVENT_KINDS, type SessionEventKind } from './session-log.js';

/** At most so many people in one deed; more is a matter of the whole session. */
const MAX_PEOPLE = 500;
const REASON = { message: '请写明原因（2～200 字）' };

export class ReasonDto {
  @ApiProperty({ minLength: 2, maxLength: 200 })
  @IsString(REASON)
  @Length(2, 200, REASON)
  reason: string;
}

export class ResumptionDto {
  @ApiPropertyOptional({ maxLength: 200 })
  @IsOptional()
  @IsString()
  @Length(1, 200, { message: '说明 1～200 字，也可以不填' })
  reason?: string;
}

export class ExtensionDto extends ReasonDto {
  @ApiProperty({
    minimum: -240,
    maximum: 240,
    description: 'Less than zero takes back what was given too much, never to before now',
  })
  @IsInt({ message: '加时填整数分钟' })
  @NotEquals(0, { message: '加时不能是 0 分钟' })
  @Min(-240, { message: '一次最多收回 240 分钟' })
  @Max(240, { message: '一次最多加 240 分钟' })
  minutes: number;

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Absent: everybody, also those who start later' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1, { message: '请选人' })
  @ArrayMaxSize(MAX_PEOPLE, { message: `一次最多 ${MAX_PEOPLE} 人，再多就给整场加时` })
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  personIds?: string[];
}

export class SkippedPersonDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ description: 'zh-CN' })
  because: string;
}

export class ExtendedDto {
  @ApiProperty({ description: 'Attempts under way whose deadline has moved' })
  running: number;
  @ApiProperty({ description: 'Named people who will have the time when they start' })
  waiting: number;
  @ApiProperty({ type: [SkippedPersonDto] })
  skipped: SkippedPersonDto[];
}

export class ForceSubmissionDto extends ReasonDto {
  @ApiProperty({ type: [String], format: 'uuid' })
  @IsArray()
  @ArrayMinSize(1, { message: '请选人' })
  @ArrayMaxSize(MAX_PEOPLE, { message: `一次最多 ${MAX_PEOPLE} 人` })
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  personIds: string[];
}

export class ForcedDto {
  @ApiProperty()
  submitted: number;
  @ApiProperty({ type: [SkippedPersonDto] })
  skipped: SkippedPersonDto[];
}

export class DeviceResetDto extends ReasonDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  personId: string;
}

export class IncidentDto {
  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'Whom it is about, if anybody' })
  @IsOptional()
  @IsUUID()
  personId?: string | null;

  @ApiProperty({ minLength: 2, maxLength: 500 })
  @IsString({ message: '请写明看到了什么（2～500 字）' })
  @Length(2, 500, { message: '请写明看到了什么（2～500 字）' })
  text: string;
}

export class AccessCodeDto {
  @ApiProperty({ type: String, nullable: true, description: '4-12 letters or digits; null: none is asked any more' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Za-z0-9]{4,12}$/, { message: '考场口令 4～12 位，用字母或数字' })
  accessCode: string | null;
}

export class NamedPersonDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;
  @ApiProperty()
  name: string;
}

export class SessionEventDto {
  @ApiProperty()
  seq: number;
  @ApiProperty({ format: 'date-time' })
  at: string;
  @ApiProperty({ enum: SESSION_EVENT_KINDS })
  kind: SessionEventKind;
  @ApiProperty()
  actorName: string;
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of an incident' })
  text: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of an extension' })
  minutes: number | null;
  @ApiProperty({ type: [NamedPersonDto], description: 'Whom it is about; empty: everybody or nobody' })
  people: NamedPersonDto[];
}
