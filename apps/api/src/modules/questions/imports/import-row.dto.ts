import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { QUESTION_TYPES, type QuestionType } from '@zhian/question-bank';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { QuestionOptionDto } from '../question-input.dto.js';
import { QuestionImageDto } from '../question.dto.js';
import { ROW_KINDS, type RowKind } from './staged-row.js';

export class ImportRowsQuery extends PageQuery {
  @ApiProperty({ enum: ROW_KINDS })
  @IsIn(ROW_KINDS, { message: '没有这一种行' })
  kind: RowKind;

  @ApiPropertyOptional({ enum: ['true'], description: 'Only questions with pictures' })
  @IsOptional()
  @IsIn(['true'], { message: '填 true，或不填' })
  pictured?: 'true';
}

export class QuestionImportLike {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'In the bank; null: in the same file' })
  questionId: string | null;

  @ApiProperty({ type: String, nullable: true })
  sheet: string | null;

  @ApiProperty({ type: Number, nullable: true })
  row: number | null;

  @ApiProperty()
  stem: string;

  @ApiProperty({ type: [QuestionOptionDto] })
  options: QuestionOptionDto[];

  @ApiProperty({ type: [String] })
  key: string[];
}

export class QuestionImportRowView {
  @ApiProperty()
  seq: number;

  @ApiProperty({ enum: ROW_KINDS })
  kind: RowKind;

  @ApiProperty()
  sheet: string;

  @ApiProperty()
  row: number;

  @ApiProperty({ type: String, nullable: true })
  column: string | null;

  @ApiProperty({ type: String, nullable: true })
  code: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'zh-CN: why it is refused, doubtful, or like another' })
  message: string | null;

  @ApiProperty({ enum: QUESTION_TYPES, nullable: true })
  type: QuestionType | null;

  @ApiProperty({ type: String, nullable: true })
  stem: string | null;

  @ApiProperty({ type: [QuestionOptionDto], nullable: true })
  options: QuestionOptionDto[] | null;

  @ApiProperty({ type: [QuestionImageDto] })
  images: QuestionImageDto[];

  @ApiProperty({ type: [String], nullable: true })
  key: string[] | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Rows with the same number are like each other' })
  group: number | null;

  @ApiProperty({ type: [QuestionImportLike], description: 'Of kind near: what it is like' })
  like: QuestionImportLike[];
}
