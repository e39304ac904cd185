import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { QUESTION_TYPES, type QuestionType } from '@zhian/question-bank';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { QuestionOptionDto } from '../question.dto.js';

export class ConfirmQuestionImportDto {
  @ApiPropertyOptional({ description: 'How many refused rows are left out: the number that the preview showed' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  leaveOut?: number;
}

export class QuestionImportCounts {
  @ApiProperty()
  single: number;

  @ApiProperty()
  multiple: number;

  @ApiProperty()
  true_false: number;
}

export class QuestionImportRefusedRow {
  @ApiProperty()
  sheet: string;

  @ApiProperty({ description: 'From 1' })
  row: number;

  @ApiProperty({ type: String, nullable: true, description: 'Letter; null: the whole row' })
  column: string | null;

  @ApiProperty()
  code: string;

  @ApiProperty({ description: 'zh-CN' })
  message: string;
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

  @ApiProperty({ enum: ['previewed', 'confirmed'] })
  status: 'previewed' | 'confirmed';

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

  @ApiProperty({ type: [QuestionImportRefusedRow], description: 'Every row that was not understood' })
  refused: QuestionImportRefusedRow[];

  @ApiProperty({
    type: [QuestionImportRefusedRow],
    description: 'Rows that are imported but look odd; the first thousand',
  })
  doubts: QuestionImportRefusedRow[];

  @ApiProperty({ type: [QuestionImportSample], description: 'The first twenty new questions' })
  sample: QuestionImportSample[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  confirmedAt: string | null;
}
