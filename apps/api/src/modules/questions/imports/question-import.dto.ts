import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { QUESTION_TYPES, type FieldName, type FileFormat, type QuestionType } from '@zhian/question-bank';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { RefusedRow } from '../../../platform/http/refused-row.js';
import { QuestionOptionDto } from '../question-input.dto.js';
import { QuestionImageDto } from '../question.dto.js';
import { NEAR_CHOICES, type NearChoice } from './near-choices.js';
import type { ImportStatus } from './question-import.entity.js';
import { ROW_KINDS, type RowKind } from './staged-row.js';

const FORMATS: readonly FileFormat[] = ['spreadsheet', 'text', 'docx', 'gift', 'aiken', 'moodle-xml', 'qti'];

const NEAR_WORDS =
  'skip: not imported. own: imported, and told apart for good. group: imported, and no paper holds two of the group. Unset: imported; the bank groups by itself';

export class NearRowChoice {
  @ApiProperty({ description: 'Of a row of kind near' })
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  seq: number;

  @ApiProperty({ enum: NEAR_CHOICES })
  @IsIn(NEAR_CHOICES, { message: '只有跳过、单独入库、归到一组三种' })
  choice: NearChoice;
}

export class ConfirmQuestionImportDto {
  @ApiPropertyOptional({ description: 'How many refused rows are left out: the number that the preview showed' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  leaveOut?: number;

  @ApiPropertyOptional({ enum: NEAR_CHOICES, description: `What becomes of near-duplicates. ${NEAR_WORDS}` })
  @IsOptional()
  @IsIn(NEAR_CHOICES, { message: '只有跳过、单独入库、归到一组三种' })
  near?: NearChoice;

  @ApiPropertyOptional({ type: [NearRowChoice], description: 'For single rows, before `near`' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2000)
  @ArrayUnique((row: NearRowChoice) => row?.seq)
  @ValidateNested({ each: true })
  @Type(() => NearRowChoice)
  nearRows?: NearRowChoice[];
}

export class CorrectQuestionImportDto {
  @ApiProperty({
    type: 'object',
    description: 'By the name of the sheet, whole: what is not named is guessed again',
    additionalProperties: {
      type: 'object',
      properties: {
        ignore: { type: 'boolean', description: 'The sheet holds no questions' },
        headerRow: { type: 'integer', nullable: true, description: '1-based; null: no header' },
        columns: {
          type: 'object',
          description: 'By letter; null: not read',
          additionalProperties: { type: 'string', nullable: true },
        },
        type: { type: 'string', enum: [...QUESTION_TYPES], nullable: true },
        optionSeparator: { type: 'string', nullable: true, description: '`**`, `|`, `A.` …; null: found out' },
      },
    },
  })
  @IsObject()
  sheets: Record<string, unknown>;

  @ApiPropertyOptional({ description: 'Also forgets what is remembered of such sheets' })
  @IsOptional()
  @IsBoolean()
  forget?: boolean;
}

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

export class QuestionImportColumn {
  @ApiProperty({ example: 'C' })
  column: string;

  @ApiProperty()
  header: string;

  @ApiProperty({ type: String, nullable: true, description: 'What it is read as; null: not read' })
  field: FieldName | null;

  @ApiProperty({ minimum: 0, maximum: 1 })
  confidence: number;

  @ApiProperty({ type: [String] })
  samples: string[];
}

export class QuestionImportSheet {
  @ApiProperty()
  sheet: string;

  @ApiProperty({ type: String, nullable: true, description: 'null: no questions were recognised' })
  layout: string | null;

  @ApiProperty({ type: Number, nullable: true })
  headerRow: number | null;

  @ApiProperty()
  rows: number;

  @ApiProperty()
  accepted: number;

  @ApiProperty()
  refused: number;

  @ApiProperty({ minimum: 0, maximum: 1 })
  confidence: number;

  @ApiProperty({ type: [QuestionImportColumn] })
  columns: QuestionImportColumn[];

  @ApiProperty({ type: String, nullable: true })
  optionSeparator: string | null;

  @ApiProperty({ enum: QUESTION_TYPES, nullable: true })
  type: QuestionType | null;

  @ApiProperty({ description: 'Read the way somebody had said of such a sheet before' })
  remembered: boolean;
}

export class QuestionImportProgress {
  @ApiProperty()
  done: number;

  @ApiProperty({ description: '0: not known yet' })
  total: number;
}

export class QuestionImportCounts {
  @ApiProperty()
  single: number;

  @ApiProperty()
  multiple: number;

  @ApiProperty()
  true_false: number;
}

export class QuestionImportDuplicateRow {
  @ApiProperty()
  sheet: string;

  @ApiProperty()
  row: number;

  @ApiProperty({ description: 'zh-CN: where the same question is' })
  sameAs: string;
}

export class QuestionImportSample {
  @ApiProperty()
  sheet: string;

  @ApiProperty()
  row: number;

  @ApiProperty({ enum: QUESTION_TYPES })
  type: QuestionType;

  @ApiProperty()
  stem: string;

  @ApiProperty({ type: [QuestionOptionDto] })
  options: QuestionOptionDto[];

  @ApiProperty({ type: [QuestionImageDto] })
  images: QuestionImageDto[];

  @ApiProperty({ type: [String] })
  key: string[];
}

export class QuestionImport {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  organisationId: string;

  @ApiProperty()
  fileName: string;

  @ApiProperty({ enum: ['reading', 'previewed', 'confirmed', 'cancelled', 'failed'] })
  status: ImportStatus;

  @ApiProperty({ type: QuestionImportProgress, nullable: true, description: 'While reading' })
  progress: QuestionImportProgress | null;

  @ApiProperty({ type: String, nullable: true, description: 'zh-CN: why it failed' })
  failure: string | null;

  @ApiProperty({ type: String, nullable: true, enum: FORMATS })
  format: FileFormat | null;

  @ApiProperty({ type: [QuestionImportSheet], description: 'How each sheet was understood' })
  sheets: QuestionImportSheet[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'object' },
    description: 'By sheet: the corrections that it was read with, to be changed and sent back',
  })
  corrections: Record<string, unknown>;

  @ApiProperty({ description: 'Of the new ones: how many say nearly what another says' })
  near: number;

  @ApiProperty({ description: 'False: too many to compare; the bank compares them after the import' })
  nearChecked: boolean;

  @ApiProperty({ description: 'Doubtful rows in all' })
  doubtful: number;

  @ApiProperty({ description: 'Near-duplicates that the confirmation left out, as asked' })
  skipped: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: QuestionImportCounts, description: 'Rows understood: new and duplicates together' })
  counts: QuestionImportCounts;

  @ApiProperty({ description: 'Questions that the confirmation adds; once confirmed, that it has added' })
  new: number;

  @ApiProperty({ description: 'Questions that the bank has, or that stand in the file twice' })
  duplicates: number;

  @ApiProperty({ type: [QuestionImportDuplicateRow], description: 'The first thousand' })
  duplicateRows: QuestionImportDuplicateRow[];

  @ApiProperty({ type: [RefusedRow], description: 'Every row that was not understood' })
  refused: RefusedRow[];

  @ApiProperty({
    type: [RefusedRow],
    description: 'Rows that are imported but look odd; the first thousand',
  })
  doubts: RefusedRow[];

  @ApiProperty({ description: 'Of the new ones: how many have pictures' })
  pictured: number;

  @ApiProperty({ type: [QuestionImportSample], description: 'The first twenty new questions' })
  sample: QuestionImportSample[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  confirmedAt: string | null;
}
