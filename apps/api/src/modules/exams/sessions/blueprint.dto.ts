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
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { QUESTION_TYPES, type QuestionType } from '@zhian/question-bank';
import { EntryRuleDto } from '../entries/entry.dto.js';
import { EXAM_PURPOSES, type ExamPurpose } from './exam-session.entity.js';

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

  @ApiPropertyOptional({ description: 'A path, 触电急救/心肺复苏; the points below it belong to it' })
  @IsOptional()
  @IsString()
  @Length(1, 200, { message: '知识点 1～200 字' })
  knowledgePoint?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  postId?: string;

  @ApiPropertyOptional({ description: 'Questions of the posts that the candidate holds on the day he starts' })
  @IsOptional()
  @IsBoolean()
  ownPost?: boolean;

  @ApiPropertyOptional({ minimum: 1, maximum: 5 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  difficulty?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: 5, description: 'Up to this difficulty; goes with difficulty' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  difficultyTo?: number;

  @ApiPropertyOptional({ description: 'Questions that ask about any clause of the criteria for major hazards' })
  @IsOptional()
  @IsBoolean()
  criteria?: boolean;

  @ApiPropertyOptional({ description: 'Questions about this clause of the criteria, or a part of it' })
  @IsOptional()
  @IsString()
  @Length(1, 200, { message: '判定标准条款 1～200 字' })
  criteriaClause?: string;

  @ApiPropertyOptional({ description: 'Questions that rest on this clause, or a part of it' })
  @IsOptional()
  @IsString()
  @Length(1, 200, { message: '依据条款 1～200 字' })
  sourceClause?: string;
}

export class OverlapDto {
  @ApiPropertyOptional({ minimum: 0, description: 'Questions that may have been in the last attempt of the candidate' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1000)
  lastAttemptMax?: number;

  @ApiPropertyOptional({
    minimum: 0,
    description: 'Questions that may be in the paper of a seat neighbour, each by himself',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1000)
  neighbourMax?: number;
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

  @ApiPropertyOptional({ minimum: 0, description: 'Questions that ask about a clause of the criteria, at least' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(200)
  atLeastCriteria?: number;

  @ApiPropertyOptional({ type: OverlapDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => OverlapDto)
  overlap?: OverlapDto;
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

  @ApiPropertyOptional({ type: [EntryRuleDto], description: 'Who is to come: asked for where rows speak of own posts' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(5000)
  @ValidateNested({ each: true })
  @Type(() => EntryRuleDto)
  entries?: EntryRuleDto[];

  @ApiPropertyOptional({ enum: EXAM_PURPOSES, default: 'formal' })
  @IsOptional()
  @IsIn(EXAM_PURPOSES)
  purpose?: ExamPurpose;

  @ApiPropertyOptional({ default: true, description: 'People may come again after a paper of this session' })
  @IsOptional()
  @IsBoolean()
  retakes?: boolean;
}

const SHORTAGE_RULES = ['strata', 'required', 'criteria', 'overlap', 'posts'] as const;

export class ShortageDto {
  @ApiProperty({ type: [Number] })
  stratumIndexes: number[];
  @ApiProperty()
  required: number;
  @ApiProperty()
  available: number;
  @ApiProperty({ enum: SHORTAGE_RULES, description: 'posts: people without any, where rows speak of own posts' })
  rule: (typeof SHORTAGE_RULES)[number];
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How many of those who are to come it concerns; null: everybody',
  })
  people: number | null;
  @ApiProperty({ description: 'Questions that would lessen it and wait for a review' })
  waiting: number;
  @ApiProperty({ description: 'Those of them that the caller has not written himself' })
  reviewable: number;
  @ApiProperty({ description: 'zh-CN' })
  message: string;
}

export class StratumAvailabilityDto {
  @ApiProperty()
  stratumIndex: number;
  @ApiProperty({ description: 'Questions of the bank that fit this row; for own posts the least of any candidate' })
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
