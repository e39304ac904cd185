import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
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
import { PageQuery } from '../../platform/http/page.js';

export const CATEGORIES = ['general', 'professional'] as const;
export const STATUSES = ['active', 'retired'] as const;

export class QuestionOptionDto {
  @ApiProperty({ enum: OPTION_LABELS, description: 'A, B, C … in order' })
  @IsIn(OPTION_LABELS)
  label: string;

  @ApiProperty({ maxLength: DRAFT_LIMITS.option })
  @IsString()
  @MaxLength(DRAFT_LIMITS.option)
  text: string;
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

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Posts of the organisation' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  postIds?: string[];
}

/** The filters of lists and exports. */
export class QuestionFilterQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank: its own questions and those shared with it' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ enum: QUESTION_TYPES })
  @IsOptional()
  @IsIn(QUESTION_TYPES)
  type?: QuestionType;

  @ApiPropertyOptional({ enum: CATEGORIES })
  @IsOptional()
  @IsIn(CATEGORIES)
  category?: QuestionCategory;

  @ApiPropertyOptional({ maxLength: DRAFT_LIMITS.knowledgePoint })
  @IsOptional()
  @IsString()
  @MaxLength(DRAFT_LIMITS.knowledgePoint)
  knowledgePoint?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  postId?: string;

  @ApiPropertyOptional({ enum: STATUSES, description: 'Unset: both' })
  @IsOptional()
  @IsIn(STATUSES)
  status?: 'active' | 'retired';

  @ApiPropertyOptional({ enum: ['own', 'shared'], description: 'shared: by a government organisation above' })
  @IsOptional()
  @IsIn(['own', 'shared'])
  source?: 'own' | 'shared';

  @ApiPropertyOptional({ maxLength: 200, description: 'Words of the stem' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class QuestionExportQuery extends QuestionFilterQuery {
  @ApiProperty({ enum: ['xlsx', 'csv'] })
  @IsIn(['xlsx', 'csv'])
  format: 'xlsx' | 'csv';
}

export class QuestionFacetsQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class PostRef {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;
}

export class Question {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  organisationId: string;

  @ApiProperty()
  organisationName: string;

  @ApiProperty({ description: 'Belongs to the bank that is looked at, and is edited there; else it is shared with it' })
  own: boolean;

  @ApiProperty({ enum: QUESTION_TYPES })
  type: QuestionType;

  @ApiProperty()
  stem: string;

  @ApiProperty({ type: [QuestionOptionDto] })
  options: QuestionOptionDto[];

  @ApiProperty({ type: [String], description: 'Labels of the right options' })
  key: string[];

  @ApiProperty()
  explanation: string;

  @ApiProperty({ enum: CATEGORIES, nullable: true, type: String })
  category: QuestionCategory | null;

  @ApiProperty({ type: String, nullable: true })
  knowledgePoint: string | null;

  @ApiProperty({ type: Number, nullable: true, minimum: 1, maximum: 5 })
  difficulty: number | null;

  @ApiProperty({ type: String, nullable: true })
  sourceClause: string | null;

  @ApiProperty({ type: [PostRef] })
  posts: PostRef[];

  @ApiProperty({ enum: STATUSES })
  status: 'active' | 'retired';

  @ApiProperty({ description: 'Number of the current version, from 1' })
  versionNo: number;

  @ApiProperty({ format: 'date-time' })
  updatedAt: string;

  @ApiProperty({ description: 'For If-Match' })
  version: number;
}

export class QuestionVersion {
  @ApiProperty()
  no: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ description: 'Name of the account' })
  createdBy: string;

  @ApiProperty()
  stem: string;

  @ApiProperty({ type: [QuestionOptionDto] })
  options: QuestionOptionDto[];

  @ApiProperty({ type: [String] })
  key: string[];

  @ApiProperty()
  explanation: string;
}

export class QuestionSection {
  @ApiProperty({ format: 'uuid' })
  sectionId: string;

  @ApiProperty()
  handbookTitle: string;

  @ApiProperty()
  sectionTitle: string;
}

export class QuestionDetail extends Question {
  @ApiProperty({ type: [QuestionVersion], description: 'Newest first' })
  versions: QuestionVersion[];

  @ApiProperty({ type: [QuestionSection], description: 'Handbook sections that link to the question' })
  sections: QuestionSection[];
}

export class QuestionFacet {
  @ApiProperty()
  value: string;

  @ApiProperty()
  count: number;
}

export class QuestionPostFacet extends PostRef {
  @ApiProperty()
  count: number;
}

/** Active questions of a bank, counted. */
export class QuestionFacets {
  @ApiProperty({ type: [QuestionFacet] })
  types: QuestionFacet[];

  @ApiProperty({ type: [QuestionFacet] })
  categories: QuestionFacet[];

  @ApiProperty({ type: [QuestionFacet] })
  knowledgePoints: QuestionFacet[];

  @ApiProperty({ type: [QuestionPostFacet] })
  posts: QuestionPostFacet[];
}
