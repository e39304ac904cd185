import { ApiProperty } from '@nestjs/swagger';
import { QUESTION_TYPES, type FieldName, type FileFormat, type QuestionType } from '@zhian/question-bank';
import { RefusedRow } from '../../../platform/http/refused-row.js';
import { QuestionOptionDto } from '../question-input.dto.js';
import { QuestionImageDto } from '../question.dto.js';
import type { ImportStatus } from './question-import.entity.js';

const FORMATS: readonly FileFormat[] = ['spreadsheet', 'text', 'docx', 'gift', 'aiken', 'moodle-xml', 'qti'];

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
