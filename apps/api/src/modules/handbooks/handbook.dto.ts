import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../platform/http/page.js';
import { HANDBOOK_LIMITS, SECTION_KEY } from './handbook-draft.js';

export class HandbooksQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'An enterprise or a unit of it' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class ReceiptsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['read', 'unread'] })
  @IsOptional()
  @IsIn(['read', 'unread'])
  status?: 'read' | 'unread';
}

export class CreateHandbookDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Unset: the own enterprise' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null: the 通用 part of the enterprise',
  })
  @IsOptional()
  @IsUUID()
  postId?: string | null;

  @ApiProperty({ maxLength: HANDBOOK_LIMITS.title })
  @IsString()
  @IsNotEmpty()
  @MaxLength(HANDBOOK_LIMITS.title)
  title: string;
}

export class SectionInput {
  @ApiPropertyOptional({ description: 'Of the same section before; unset for a new one' })
  @IsOptional()
  @Matches(SECTION_KEY)
  key?: string;

  @ApiProperty({ maxLength: HANDBOOK_LIMITS.title })
  @IsString()
  @MaxLength(HANDBOOK_LIMITS.title)
  title: string;

  @ApiProperty({ maxLength: HANDBOOK_LIMITS.body, description: 'Markdown; pictures are ![…](/api/v1/files/{id})' })
  @IsString()
  @MaxLength(HANDBOOK_LIMITS.body)
  body: string;

  @ApiProperty({ type: [String], format: 'uuid', description: 'Active questions of the bank, own or shared' })
  @IsArray()
  @ArrayMaxSize(HANDBOOK_LIMITS.questionsPerSection)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  questionIds: string[];
}

export class HandbookDraftInput {
  @ApiProperty({ maxLength: HANDBOOK_LIMITS.title })
  @IsString()
  @MaxLength(HANDBOOK_LIMITS.title)
  title: string;

  @ApiProperty({ type: [SectionInput] })
  @IsArray()
  @ArrayMaxSize(HANDBOOK_LIMITS.sections)
  @ValidateNested({ each: true })
  @Type(() => SectionInput)
  sections: SectionInput[];
}

export class Handbook {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid', description: 'The enterprise' })
  organisationId: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: the 通用 part' })
  postId: string | null;

  @ApiProperty({ type: String, nullable: true })
  postName: string | null;

  @ApiProperty()
  title: string;

  @ApiProperty({ type: Number, nullable: true })
  publishedNo: number | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  publishedAt: string | null;

  @ApiProperty()
  hasDraft: boolean;

  @ApiProperty({ description: 'Of the draft, else of the published version' })
  sections: number;

  @ApiProperty({ description: 'People of the caller’s units who have signed for the published version' })
  readers: number;

  @ApiProperty({ description: 'People of the caller’s units on the post (on any post, for the 通用 part)' })
  due: number;

  @ApiProperty({ description: 'For If-Match' })
  version: number;
}

export class SectionQuestion {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  stem: string;
}

export class Section {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'Stays the same through versions' })
  key: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ description: 'Markdown' })
  body: string;

  @ApiProperty({ type: [SectionQuestion] })
  questions: SectionQuestion[];
}

/** The draft when there is one, else the published version. */
export class HandbookDraft {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  organisationId: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  postId: string | null;

  @ApiProperty()
  title: string;

  @ApiProperty()
  versionNo: number;

  @ApiProperty({ enum: ['draft', 'published'] })
  status: 'draft' | 'published';

  @ApiProperty({ description: 'For If-Match' })
  version: number;

  @ApiProperty({ type: [Section] })
  sections: Section[];
}

/** A published version. */
export class HandbookVersion {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  no: number;

  @ApiProperty()
  title: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  publishedAt: string;

  @ApiProperty()
  sections: number;
}

export class HandbookReader {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ description: '综采队 / 一班; empty: directly at the enterprise' })
  unitPath: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the published version was signed for',
  })
  readAt: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'The newest version ever signed for' })
  versionNo: number | null;
}

export class HandbookReaderCounts {
  @ApiProperty()
  due: number;

  @ApiProperty()
  read: number;

  @ApiProperty()
  unread: number;
}

export class HandbookReaders {
  @ApiProperty({ type: [HandbookReader] })
  items: HandbookReader[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;

  @ApiProperty({ type: HandbookReaderCounts, description: 'Whatever the filter and the page' })
  counts: HandbookReaderCounts;
}
