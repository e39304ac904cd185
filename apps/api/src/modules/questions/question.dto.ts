import { ApiProperty } from '@nestjs/swagger';
import { QUESTION_TYPES, type QuestionCategory, type QuestionType } from '@zhian/question-bank';
import { CATEGORIES, STATUSES } from './question-filter.dto.js';
import { PLACES, QuestionOptionDto } from './question-input.dto.js';
import { REVIEW_STATES, type ReviewState } from './question.entity.js';

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

  @ApiProperty({ description: 'Shared: the own question is in use, and papers hold it in place of this one' })
  adoptedInUse: boolean;

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
