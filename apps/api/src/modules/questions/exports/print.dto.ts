import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { PRINT_FORMATS, type PrintFormat } from '../printing/printed-document.js';
import { QuestionTagFilter } from '../question-filter.dto.js';

/** What a reader turns in one go, and the press prints in seconds. */
export const MOST_PRINTED = 1000;

export const PRINT_CONTENTS = ['questions', 'questions-and-sheet', 'questions-and-key'] as const;
export type PrintContent = (typeof PRINT_CONTENTS)[number];

export class QuestionPrintDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank; unset: the own organisation' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: MOST_PRINTED, description: 'Only these' })
  @IsOptional()
  @IsArray({ message: '请选题' })
  @ArrayMinSize(1, { message: '请选题' })
  @ArrayMaxSize(MOST_PRINTED, { message: `一次最多印 ${MOST_PRINTED} 道题` })
  @ArrayUnique({ message: '有题选了两次' })
  @IsUUID(undefined, { each: true, message: '试题编号不对' })
  ids?: string[];

  @ApiPropertyOptional({ type: QuestionTagFilter, description: 'Only what this finds' })
  @IsOptional()
  @ValidateNested()
  @Type(() => QuestionTagFilter)
  filter?: QuestionTagFilter;

  @ApiProperty({ maxLength: 60, description: 'Above the first question, and the name of the file' })
  @IsString({ message: '请写标题' })
  @Length(1, 60, { message: '标题写 1～60 个字' })
  @Matches(/^(?!\s*$)\P{Cc}*$/u, { message: '标题写在一行里' })
  title: string;

  @ApiProperty({
    enum: PRINT_CONTENTS,
    description: 'The answer sheet is a page of its own; the key stands below each question',
  })
  @IsIn(PRINT_CONTENTS, { message: '请选要不要答案、答题卡' })
  content: PrintContent;

  @ApiProperty({ enum: PRINT_FORMATS })
  @IsIn(PRINT_FORMATS, { message: '格式填 pdf 或 docx' })
  format: PrintFormat;
}
