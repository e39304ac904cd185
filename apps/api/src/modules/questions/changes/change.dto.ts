import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
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
import { DRAFT_LIMITS, type QuestionCategory } from '@zhian/question-bank';
import { CATEGORIES, QuestionTagFilter, STATUSES } from '../question-filter.dto.js';
import { RefusedQuestion } from '../review/review.dto.js';

/** A tag named is set, null clears it, a tag left out stays. */
export class TagChangeDto {
  @ApiPropertyOptional({ enum: CATEGORIES, nullable: true, type: String })
  @IsOptional()
  @IsIn(CATEGORIES)
  category?: QuestionCategory | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: DRAFT_LIMITS.knowledgePoint })
  @IsOptional()
  @IsString()
  @MaxLength(DRAFT_LIMITS.knowledgePoint)
  knowledgePoint?: string | null;

  @ApiPropertyOptional({ type: Number, nullable: true, minimum: 1, maximum: 5 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  difficulty?: number | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Code of a supervision field' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  field?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: DRAFT_LIMITS.criteriaClause })
  @IsOptional()
  @IsString()
  @MaxLength(DRAFT_LIMITS.criteriaClause)
  criteriaClause?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: DRAFT_LIMITS.sourceClause })
  @IsOptional()
  @IsString()
  @MaxLength(DRAFT_LIMITS.sourceClause)
  sourceClause?: string | null;

  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  addPostIds?: string[];

  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  removePostIds?: string[];

  @ApiPropertyOptional({ enum: STATUSES })
  @IsOptional()
  @IsIn(STATUSES)
  status?: 'active' | 'retired';

  @ApiPropertyOptional({ description: 'Of shared questions: left out of the papers of this bank' })
  @IsOptional()
  @IsBoolean()
  hidden?: boolean;

  @ApiPropertyOptional({ description: 'Drafts and questions given back: to be reviewed' })
  @IsOptional()
  @IsBoolean()
  requestReview?: boolean;
}

export class ChangeQuestionsDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank; unset: the own organisation' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: 5000, description: 'Either these' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5000)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ids?: string[];

  @ApiPropertyOptional({ type: QuestionTagFilter, description: 'or all that this finds' })
  @IsOptional()
  @ValidateNested()
  @Type(() => QuestionTagFilter)
  filter?: QuestionTagFilter;

  @ApiProperty({ minimum: 1, description: 'How many questions the caller has seen chosen; another number refuses' })
  @IsInt()
  @Min(1)
  expected: number;

  @ApiProperty({ type: TagChangeDto })
  @ValidateNested()
  @Type(() => TagChangeDto)
  change: TagChangeDto;
}

export class QuestionChangeResult {
  @ApiProperty({ description: 'Questions that are different now' })
  changed: number;

  @ApiProperty({ description: 'Questions that were so already' })
  unchanged: number;

  @ApiProperty({ description: 'Questions that stay as they were' })
  refused: number;

  @ApiProperty({ type: [String], format: 'uuid', description: 'The changed ones, at most 5,000: what an undo needs' })
  changedIds: string[];

  @ApiProperty({ type: [RefusedQuestion], description: 'At most 200 of the refused ones' })
  refusals: RefusedQuestion[];
}
