import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import {
  DRAFT_LIMITS,
  EXPORT_FORMATS,
  QUESTION_TYPES,
  type ExportFormat,
  type QuestionCategory,
  type QuestionType,
} from '@zhian/question-bank';
import { PageQuery } from '../../platform/http/page.js';
import { REVIEW_STATES, type ReviewState } from './question.entity.js';

export const CATEGORIES = ['general', 'professional'] as const;
export const STATUSES = ['active', 'retired'] as const;
export const MISSING_TAGS = ['category', 'knowledgePoint', 'difficulty', 'sourceClause', 'post'] as const;
const WITH = ['with', 'without'] as const;

/** What narrows a bank: of lists, counts, exports and bulk changes. */
export class QuestionTagFilter {
  @ApiPropertyOptional({ enum: QUESTION_TYPES })
  @IsOptional()
  @IsIn(QUESTION_TYPES)
  type?: QuestionType;

  @ApiPropertyOptional({ enum: CATEGORIES })
  @IsOptional()
  @IsIn(CATEGORIES)
  category?: QuestionCategory;

  @ApiPropertyOptional({
    maxLength: DRAFT_LIMITS.knowledgePoint,
    description: 'A point and all below it: 触电急救/心肺复苏',
  })
  @IsOptional()
  @IsString()
  @MaxLength(DRAFT_LIMITS.knowledgePoint)
  knowledgePoint?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  postId?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 5 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(5)
  difficulty?: number;

  @ApiPropertyOptional({ description: 'Code of a supervision field' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  field?: string;

  @ApiPropertyOptional({ enum: WITH, description: 'With or without a clause of the criteria for major hazards' })
  @IsOptional()
  @IsIn(WITH)
  criteria?: 'with' | 'without';

  @ApiPropertyOptional({ enum: MISSING_TAGS, description: 'Questions that lack this tag' })
  @IsOptional()
  @IsIn(MISSING_TAGS)
  missing?: (typeof MISSING_TAGS)[number];

  @ApiPropertyOptional({ enum: WITH })
  @IsOptional()
  @IsIn(WITH)
  pictures?: 'with' | 'without';

  @ApiPropertyOptional({ enum: STATUSES, description: 'Unset: both' })
  @IsOptional()
  @IsIn(STATUSES)
  status?: 'active' | 'retired';

  @ApiPropertyOptional({ enum: REVIEW_STATES, description: 'Of the current version' })
  @IsOptional()
  @IsIn(REVIEW_STATES)
  review?: ReviewState;

  @ApiPropertyOptional({ enum: ['me', 'others'], description: 'Who wrote the current version' })
  @IsOptional()
  @IsIn(['me', 'others'])
  author?: 'me' | 'others';

  @ApiPropertyOptional({ enum: ['own', 'shared'], description: 'shared: by a government organisation above' })
  @IsOptional()
  @IsIn(['own', 'shared'])
  source?: 'own' | 'shared';

  @ApiPropertyOptional({ enum: ['yes', 'no'], description: 'Shared questions that this bank leaves out of its papers' })
  @IsOptional()
  @IsIn(['yes', 'no'])
  hidden?: 'yes' | 'no';

  @ApiPropertyOptional({ maxLength: 200, description: 'Words of the stem' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

/** The filters of a list, page by page. */
export class QuestionFilterQuery extends QuestionTagFilter implements PageQuery {
  @ApiPropertyOptional({ description: 'Opaque cursor from `next`' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  cursor?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank: its own questions and those shared with it' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class QuestionCountQuery extends QuestionTagFilter {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class QuestionCount {
  @ApiProperty()
  count: number;
}

const FORMAT_IDS = EXPORT_FORMATS.map(({ id }) => id);

export class QuestionExportQuery extends QuestionFilterQuery {
  @ApiProperty({ enum: FORMAT_IDS })
  @IsIn(FORMAT_IDS)
  format: ExportFormat['id'];
}

export class QuestionFacetsQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}
