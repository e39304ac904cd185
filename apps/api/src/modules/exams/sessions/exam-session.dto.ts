import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { SCORING_SCHEMES, type ScoringScheme } from '@zhian/question-bank';
import { PageQuery } from '../../../platform/http/page.js';
import { EntryRuleDto, NamedEntryRuleDto } from '../entries/entry.dto.js';
import { BlueprintDto } from './blueprint.dto.js';
import {
  DISCLOSE_AT,
  DISCLOSURES,
  EXAM_PURPOSES,
  type DiscloseAt,
  type Disclosure,
  type ExamPurpose,
} from './exam-session.entity.js';
import type { SessionPhase } from './session-policy.js';

export class ExamSessionInput {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose exam it is; default: the organisation of the caller' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiProperty({ maxLength: 100 })
  @IsString()
  @Length(1, 100, { message: '考试名称 1～100 字' })
  title: string;

  @ApiProperty({ enum: EXAM_PURPOSES })
  @IsIn(EXAM_PURPOSES)
  purpose: ExamPurpose;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true })
  opensAt?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true })
  closesAt?: string;

  @ApiProperty({ minimum: 1, maximum: 600 })
  @IsInt()
  @Min(1, { message: '考试时长至少 1 分钟' })
  @Max(600, { message: '考试时长最多 600 分钟' })
  durationMinutes: number;

  @ApiProperty({ description: 'Hundredths of a point that must be reached' })
  @IsInt()
  @Min(0)
  @Max(20_000_000)
  passHundredths: number;

  @ApiProperty({ enum: SCORING_SCHEMES, description: 'Scoring of multiple-choice questions' })
  @IsIn(SCORING_SCHEMES)
  scoringScheme: ScoringScheme;

  @ApiProperty({ type: Number, nullable: true, description: 'null: unlimited' })
  @IsOptional()
  @IsInt()
  @Min(1, { message: '至少 1 次机会' })
  @Max(100)
  attemptsAllowed: number | null;

  @ApiProperty({ minimum: 0, description: 'Wait after an attempt' })
  @IsInt()
  @Min(0)
  @Max(525_600)
  coolDownMinutes: number;

  @ApiProperty({ enum: DISCLOSURES })
  @IsIn(DISCLOSURES)
  disclosure: Disclosure;

  @ApiProperty({ enum: DISCLOSE_AT })
  @IsIn(DISCLOSE_AT)
  discloseAt: DiscloseAt;

  @ApiProperty()
  @IsBoolean()
  shuffleOptions: boolean;

  @ApiProperty()
  @IsBoolean()
  shuffleQuestions: boolean;

  @ApiProperty({ type: BlueprintDto })
  @IsDefined({ message: '请填组卷规则' })
  @ValidateNested()
  @Type(() => BlueprintDto)
  blueprint: BlueprintDto;

  @ApiProperty({ type: [EntryRuleDto] })
  @IsArray({ message: '请选应考人员' })
  @ArrayMaxSize(5000)
  @ValidateNested({ each: true })
  @Type(() => EntryRuleDto)
  entries: EntryRuleDto[];
}

const PHASES = ['draft', 'upcoming', 'open', 'closed', 'cancelled'] as const;

export class ExamSessionDto extends ExamSessionInput {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  declare organisationId: string;
  @ApiProperty()
  organisationName: string;
  @ApiProperty({ enum: ['draft', 'published', 'cancelled'] })
  status: 'draft' | 'published' | 'cancelled';
  @ApiProperty({ enum: PHASES })
  phase: SessionPhase;
  @ApiProperty({ description: 'Hundredths of a point' })
  totalPoints: number;
  @ApiProperty()
  questionCount: number;
  @ApiProperty({ description: 'People on the entry list; a self-test lists those who have started' })
  entryCount: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  publishedAt: string | null;
  @ApiProperty({ type: String, nullable: true })
  cancelledReason: string | null;
  @ApiProperty({ format: 'date-time' })
  serverTime: string;
  @ApiProperty({ description: 'Goes into If-Match as "v<version>"' })
  version: number;
  @ApiProperty({ type: [NamedEntryRuleDto] })
  declare entries: NamedEntryRuleDto[];
}

export class ExamSessionQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ enum: PHASES })
  @IsOptional()
  @IsIn(PHASES)
  phase?: SessionPhase;

  @ApiPropertyOptional({ enum: EXAM_PURPOSES })
  @IsOptional()
  @IsIn(EXAM_PURPOSES)
  purpose?: ExamPurpose;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;
}

export class CancelSessionDto {
  @ApiProperty({ minLength: 2, maxLength: 200 })
  @IsString()
  @Length(2, 200, { message: '请写明取消的原因（2～200 字）' })
  reason: string;
}
