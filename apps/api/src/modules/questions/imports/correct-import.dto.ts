import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { QUESTION_TYPES } from '@zhian/question-bank';
import { IsBoolean, IsObject, IsOptional } from 'class-validator';

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
