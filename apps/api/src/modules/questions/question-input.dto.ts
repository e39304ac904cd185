import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  DRAFT_LIMITS,
  OPTION_LABELS,
  QUESTION_TYPES,
  type QuestionCategory,
  type QuestionType,
} from '@zhian/question-bank';
import { CATEGORIES } from './question-filter.dto.js';

export class QuestionOptionDto {
  @ApiProperty({ enum: OPTION_LABELS, description: 'A, B, C … in order' })
  @IsIn(OPTION_LABELS)
  label: string;

  @ApiProperty({ maxLength: DRAFT_LIMITS.option })
  @IsString()
  @MaxLength(DRAFT_LIMITS.option)
  text: string;
}

/** Most pictures of one question: the stem's and one of each option. */
const MOST_IMAGES = OPTION_LABELS.length + 1;
/** Where a picture of a question stands. */
export const PLACES = ['stem', ...OPTION_LABELS] as const;

export class QuestionImageInput {
  @ApiProperty({ enum: PLACES, description: 'The stem, or the option with this label' })
  @IsIn(PLACES)
  place: string;

  @ApiProperty({ format: 'uuid', description: 'A picture uploaded by POST /files' })
  @IsUUID()
  fileId: string;

  @ApiProperty({ maxLength: DRAFT_LIMITS.imageAlt, description: 'What the picture shows, in words' })
  @IsString()
  @MaxLength(DRAFT_LIMITS.imageAlt)
  alt: string;
}

export class QuestionInput {
  @ApiPropertyOptional({ format: 'uuid', description: 'Unset: the own organisation. A question does not move.' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiProperty({ enum: QUESTION_TYPES })
  @IsIn(QUESTION_TYPES)
  type: QuestionType;

  @ApiProperty({ maxLength: DRAFT_LIMITS.stem })
  @IsString()
  @MaxLength(DRAFT_LIMITS.stem)
  stem: string;

  @ApiProperty({ type: [QuestionOptionDto], description: 'true_false: 正确 and 错误, or empty' })
  @IsArray()
  @ArrayMaxSize(OPTION_LABELS.length)
  @ValidateNested({ each: true })
  @Type(() => QuestionOptionDto)
  options: QuestionOptionDto[];

  @ApiProperty({ type: [String], description: 'Labels of the right options' })
  @IsArray()
  @ArrayMaxSize(OPTION_LABELS.length)
  @IsIn(OPTION_LABELS, { each: true })
  key: string[];

  @ApiProperty({ maxLength: DRAFT_LIMITS.explanation })
  @IsString()
  @MaxLength(DRAFT_LIMITS.explanation)
  explanation: string;

  @ApiPropertyOptional({ enum: CATEGORIES })
  @IsOptional()
  @IsIn(CATEGORIES)
  category?: QuestionCategory;

  @ApiPropertyOptional({ maxLength: DRAFT_LIMITS.knowledgePoint })
  @IsOptional()
  @IsString()
  @MaxLength(DRAFT_LIMITS.knowledgePoint)
  knowledgePoint?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 5, description: '1 easy to 5 hard' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  difficulty?: number;

  @ApiPropertyOptional({ maxLength: DRAFT_LIMITS.sourceClause })
  @IsOptional()
  @IsString()
  @MaxLength(DRAFT_LIMITS.sourceClause)
  sourceClause?: string;

  @ApiPropertyOptional({
    maxLength: DRAFT_LIMITS.criteriaClause,
    description: 'Clause of the criteria for major hazards',
  })
  @IsOptional()
  @IsString()
  @MaxLength(DRAFT_LIMITS.criteriaClause)
  criteriaClause?: string;

  @ApiPropertyOptional({ maxLength: 50, description: 'Code of a supervision field' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  field?: string;

  @ApiPropertyOptional({ type: [QuestionImageInput] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_IMAGES)
  @ValidateNested({ each: true })
  @Type(() => QuestionImageInput)
  images?: QuestionImageInput[];

  @ApiPropertyOptional({ description: 'Goes on being written: not in use, and nobody is asked to review it' })
  @IsOptional()
  @IsBoolean()
  draft?: boolean;

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Posts of the organisation' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  postIds?: string[];
}
