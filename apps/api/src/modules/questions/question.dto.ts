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
import { CATEGORIES, STATUSES } from './question-filter.dto.js';
import { REVIEW_STATES, type ReviewState } from './question.entity.js';

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
const PLACES = ['stem', ...OPTION_LABELS] as const;

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

export class PostRef {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;
}

export class FieldRef {
  @ApiProperty()
  code: string;

  @ApiProperty()
  name: string;
}

export class QuestionImageDto {
  @ApiProperty({ enum: PLACES })
  place: string;

  @ApiProperty({ format: 'uuid' })
  fileId: string;

  @ApiProperty({ description: 'Where the picture lies' })
  url: string;

  @ApiProperty()
  alt: string;

  @ApiProperty({ description: 'Pixels; 0 when not known' })
  width: number;

  @ApiProperty()
  height: number;
}

/** The shared question that this one was taken over from. */
export class QuestionOrigin {
  @ApiProperty({ format: 'uuid' })
  questionId: string;

  @ApiProperty()
  organisationName: string;

  @ApiProperty({ description: 'The shared question has a newer version than the one taken over' })
  newer: boolean;
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

  @ApiProperty({ description: 'Shared, and left out of the papers of the bank that is looked at' })
  hidden: boolean;

  @ApiProperty({ enum: QUESTION_TYPES })
  type: QuestionType;

  @ApiProperty()
  stem: string;

  @ApiProperty({ type: [QuestionOptionDto] })
  options: QuestionOptionDto[];

  @ApiProperty({ type: [QuestionImageDto] })
  images: QuestionImageDto[];

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

  @ApiProperty({ type: String, nullable: true, description: 'Clause of the criteria for major hazards' })
  criteriaClause: string | null;

  @ApiProperty({ type: FieldRef, nullable: true })
  field: FieldRef | null;

  @ApiProperty({ type: [PostRef] })
  posts: PostRef[];

  @ApiProperty({ enum: STATUSES })
  status: 'active' | 'retired';

  @ApiProperty({ enum: REVIEW_STATES, description: 'Of the current version' })
  review: ReviewState;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was given back' })
  returnReason: string | null;

  @ApiProperty({ description: 'Number of the current version, from 1' })
  versionNo: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Number of the version that papers draw; null: none yet' })
  inUseNo: number | null;

  @ApiProperty({ description: 'Name of the account that wrote the current version' })
  writtenBy: string;

  @ApiProperty({ description: 'The caller wrote the current version, and does not review it' })
  writtenByMe: boolean;

  @ApiProperty({ type: QuestionOrigin, nullable: true })
  origin: QuestionOrigin | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Shared: the own question taken over from it',
  })
  adoptedAs: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Group of near-duplicates, as seen from this bank',
  })
  duplicateGroup: string | null;

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

  @ApiProperty({ type: [QuestionImageDto] })
  images: QuestionImageDto[];

  @ApiProperty({ type: [String] })
  key: string[];

  @ApiProperty()
  explanation: string;
}

export class QuestionReview {
  @ApiProperty()
  versionNo: number;

  @ApiProperty({ enum: ['requested', 'approved', 'returned'] })
  deed: 'requested' | 'approved' | 'returned';

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;

  @ApiProperty({ description: 'Name of the account' })
  by: string;

  @ApiProperty({ format: 'date-time' })
  at: string;
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

  @ApiProperty({ type: [QuestionReview], description: 'Newest first' })
  reviews: QuestionReview[];
}

/** An exam whose papers held the question, or may still come to hold it. */
export class QuestionUseDto {
  @ApiProperty({ format: 'uuid' })
  sessionId: string;

  @ApiProperty()
  title: string;

  @ApiProperty()
  organisationName: string;

  @ApiProperty({ description: 'Papers that held it; counted when the session is over, or each hour' })
  drawn: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastDrawnAt: string | null;

  @ApiProperty({ description: 'Not over: later papers may draw it' })
  running: boolean;
}

export class QuestionUsage {
  @ApiProperty({ type: [QuestionUseDto], description: 'Newest first, at most 200; those that the caller may read' })
  sessions: QuestionUseDto[];
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
