import { ApiProperty } from '@nestjs/swagger';
import type { LeftOut } from '@zhian/question-bank';

const PARTS = [
  'question',
  'images',
  'explanation',
  'difficulty',
  'knowledgePoint',
  'category',
  'sourceClause',
  'criteriaClause',
] as const satisfies readonly LeftOut['what'][];

export class QuestionExportLoss {
  @ApiProperty({ enum: PARTS, description: 'question: whole questions are not in the file' })
  what: (typeof PARTS)[number];

  @ApiProperty({ description: 'zh-CN' })
  reason: string;

  @ApiProperty({ description: 'How many questions it is about' })
  questions: number;
}

export class QuestionExportLosses {
  @ApiProperty({ description: 'Questions that the filter finds' })
  count: number;

  @ApiProperty({ type: [QuestionExportLoss], description: 'Empty: the format carries everything' })
  leftOut: QuestionExportLoss[];
}
