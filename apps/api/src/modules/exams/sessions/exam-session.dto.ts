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
  Matches,
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
  PACK_POLICIES,
  type DiscloseAt,
  type Disclosure,
  START_MODES,
  type ExamPurpose,
  type PackPolicy,
  type StartMode,
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

  @ApiPropertyOptional({
    enum: START_MODES,
    description: 'Default individual. together: everybody ends at closesAt, which is opensAt + duration',
  })
  @IsOptional()
  @IsIn(START_MODES, { message: '收卷方式：各自计时，或统一收卷' })
  startMode?: StartMode;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Asked at the start; 4-12 letters or digits' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Za-z0-9]{4,12}$/, { message: '考场口令 4～12 位，用字母或数字' })
  accessCode?: string | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    minimum: 0,
    description: 'A first start later than opensAt + this many minutes is refused; null: until closesAt',
  })
  @IsOptional()
  @IsInt({ message: '迟到限制填整数分钟' })
  @Min(0, { message: '迟到限制不能小于 0 分钟' })
  @Max(1440, { message: '迟到限制最多 1440 分钟' })
  lateEntryMinutes?: number | null;

  @ApiPropertyOptional({ description: 'Extra attempts for those who have not passed; default 0' })
  @IsOptional()
  @IsInt({ message: '补考次数填整数' })
  @Min(0, { message: '补考次数不能小于 0' })
  @Max(10, { message: '补考最多 10 次' })
  resitsAllowed?: number;

  @ApiPropertyOptional({ description: 'One live device per attempt; default true' })
  @IsOptional()
  @IsBoolean()
  oneDevice?: boolean;

  @ApiPropertyOptional({ description: 'Held in rooms with invigilators; default false' })
  @IsOptional()
  @IsBoolean()
  invigilated?: boolean;

  @ApiPropertyOptional({
    enum: PACK_POLICIES,
    description: 'Default auto: where many are to come, the questions may be fetched a day before, encrypted',
  })
  @IsOptional()
  @IsIn(PACK_POLICIES, { message: '提前下载考卷：人多时自动，或不用' })
  packs?: PackPolicy;

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
  @ApiProperty({ enum: START_MODES })
  declare startMode: StartMode;
  @ApiProperty({ type: String, nullable: true, description: 'null as well for those who may not write the exam' })
  declare accessCode: string | null;
  @ApiProperty({ type: Number, nullable: true })
  declare lateEntryMinutes: number | null;
  @ApiProperty()
  declare resitsAllowed: number;
  @ApiProperty()
  declare oneDevice: boolean;
  @ApiProperty()
  declare invigilated: boolean;
  @ApiProperty({ enum: PACK_POLICIES })
  declare packs: PackPolicy;
  @ApiProperty()
  needsAccessCode: boolean;
  @ApiProperty({ description: 'Given to everybody while running' })
  extensionSeconds: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  pausedAt: string | null;
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

  @ApiPropertyOptional({ enum: ['true'], description: 'Only those whose time stands still now' })
  @IsOptional()
  @IsIn(['true'])
  paused?: 'true';

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
