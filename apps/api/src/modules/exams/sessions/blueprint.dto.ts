import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
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
