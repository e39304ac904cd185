import { QUESTION_TYPES, SCORING_SCHEMES, type QuestionType, type ScoringScheme } from '@zhian/question-bank';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
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
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../platform/http/page.js';
import {
  DISCLOSE_AT,
  DISCLOSURES,
  ENTRY_RULE_KINDS,
  EXAM_PURPOSES,
  type DiscloseAt,
  type Disclosure,
  type EntryRuleKind,
  type ExamPurpose,
} from './exam-session.entity.js';
import type { SessionPhase } from './session-policy.js';

const CATEGORIES = ['general', 'professional'] as const;

export class StratumDto {
  @ApiProperty({ enum: QUESTION_TYPES })
  @IsIn(QUESTION_TYPES)
  type: QuestionType;

  @ApiProperty({ minimum: 1, maximum: 200 })
  @IsInt()
  @Min(1, { message: '题数至少 1' })
  @Max(200, { message: '一行最多 200 题' })
  count: number;

  @ApiProperty({ minimum: 1, description: 'Hundredths of a point per question' })
  @IsInt()
  @Min(1, { message: '每题分值要大于 0' })
  @Max(100_000)
  points: number;

  @ApiPropertyOptional({ enum: CATEGORIES })
  @IsOptional()
  @IsIn(CATEGORIES)
  category?: 'general' | 'professional';

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  knowledgePoint?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  postId?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 5 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  difficulty?: number;
}

export class BlueprintDto {
  @ApiProperty({ type: [StratumDto] })
  @IsArray()
  @ArrayMinSize(1, { message: '至少加一行组卷规则' })
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  @Type(() => StratumDto)
  strata: StratumDto[];

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Questions that every paper holds' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  required?: string[];

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Questions that no paper holds' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsUUID(undefined, { each: true })
  excluded?: string[];
}

export class EntryRuleDto {
  @ApiProperty({ enum: ENTRY_RULE_KINDS })
  @IsIn(ENTRY_RULE_KINDS)
  kind: EntryRuleKind;

  @ApiProperty({ description: 'Region code, or the id of an organisation, post or person' })
  @IsString()
  @Matches(/^([0-9]{2,12}|[0-9a-fA-F-]{36})$/)
  id: string;
}

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

export class NamedEntryRuleDto extends EntryRuleDto {
  @ApiProperty()
  name: string;
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

export class BlueprintCheckDto {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiProperty({ type: BlueprintDto })
  @IsDefined({ message: '请填组卷规则' })
  @ValidateNested()
  @Type(() => BlueprintDto)
  blueprint: BlueprintDto;
}

export class ShortageDto {
  @ApiProperty({ type: [Number] })
  stratumIndexes: number[];
  @ApiProperty()
  required: number;
  @ApiProperty()
  available: number;
  @ApiProperty({ description: 'zh-CN' })
  message: string;
}

export class StratumAvailabilityDto {
  @ApiProperty()
  stratumIndex: number;
  @ApiProperty({ description: 'Questions of the bank that fit this row' })
  available: number;
}

export class BlueprintCheckResultDto {
  @ApiProperty()
  feasible: boolean;
  @ApiProperty()
  questionCount: number;
  @ApiProperty({ description: 'Hundredths of a point' })
  totalPoints: number;
  @ApiProperty({ type: [ShortageDto] })
  shortages: ShortageDto[];
  @ApiProperty({ type: [StratumAvailabilityDto] })
  available: StratumAvailabilityDto[];
}

export const ENTRY_STATUSES = ['not_started', 'in_progress', 'passed', 'failed'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

export class ExamEntryQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ENTRY_STATUSES })
  @IsOptional()
  @IsIn(ENTRY_STATUSES)
  status?: EntryStatus;
}

export class ExamEntryDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  enterpriseName: string;
  @ApiProperty()
  unitPath: string;
  @ApiProperty({ enum: ENTRY_STATUSES })
  status: EntryStatus;
  @ApiProperty()
  attempts: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Hundredths of a point' })
  bestScore: number | null;
  @ApiProperty({ type: Number, nullable: true })
  max: number | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  lastAttemptId: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  submittedAt: string | null;
}

export class ScoreBandDto {
  @ApiProperty({ description: 'Percent of the total, inclusive' })
  from: number;
  @ApiProperty({ description: 'Percent of the total, exclusive; 100 is in the last band' })
  to: number;
  @ApiProperty()
  count: number;
}

export class QuestionFigureDto {
  @ApiProperty({ format: 'uuid' })
  questionId: string;
  @ApiProperty()
  stem: string;
  @ApiProperty()
  drawn: number;
  @ApiProperty()
  right: number;
}

export class ExamSummaryDto {
  @ApiProperty()
  entries: number;
  @ApiProperty()
  notStarted: number;
  @ApiProperty()
  inProgress: number;
  @ApiProperty({ description: 'People whose best attempt passed' })
  passed: number;
  @ApiProperty()
  failed: number;
  @ApiProperty({ type: [ScoreBandDto], description: 'Best attempt of each person' })
  distribution: ScoreBandDto[];
  @ApiProperty({ type: [QuestionFigureDto], description: 'The most often wrong first, at most 50' })
  questions: QuestionFigureDto[];
}
