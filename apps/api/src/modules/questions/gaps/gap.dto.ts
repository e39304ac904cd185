import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { QuestionType } from '@zhian/question-bank';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { GAP_TYPES } from './gap-rules.js';

const MOST = 1000;

export class GapQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank; unset: the own organisation' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ enum: ['count', 'leave'], default: 'count', description: 'Questions for all posts' })
  @IsOptional()
  @IsIn(['count', 'leave'])
  general: 'count' | 'leave' = 'count';
}

class TargetFields {
  @ApiProperty({ minimum: 0, maximum: MOST, description: 'For each post' })
  @IsInt({ message: '请填整数' })
  @Min(0, { message: '不能小于 0' })
  @Max(MOST, { message: `最多 ${MOST}` })
  single: number;

  @ApiProperty({ minimum: 0, maximum: MOST })
  @IsInt({ message: '请填整数' })
  @Min(0, { message: '不能小于 0' })
  @Max(MOST, { message: `最多 ${MOST}` })
  multiple: number;

  @ApiProperty({ minimum: 0, maximum: MOST })
  @IsInt({ message: '请填整数' })
  @Min(0, { message: '不能小于 0' })
  @Max(MOST, { message: `最多 ${MOST}` })
  trueFalse: number;

  @ApiProperty({ minimum: 0, maximum: MOST, description: 'Of each type, for each knowledge point of a post' })
  @IsInt({ message: '请填整数' })
  @Min(0, { message: '不能小于 0' })
  @Max(MOST, { message: `最多 ${MOST}` })
  perPoint: number;
}

export class GapTargetDto extends TargetFields {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose bank; unset: the own organisation' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class QuestionGapTarget extends TargetFields {
  @ApiProperty({ description: 'For If-Match; 0: the usual numbers' })
  version: number;
}

export class QuestionGapExams {
  @ApiProperty({ description: 'Exams, planned or under way, that ask for such questions' })
  exams: number;
  @ApiProperty({ description: 'Of one paper, in the exam that asks for most' })
  most: number;
  @ApiProperty({ description: 'Papers of that exam that may not share a question; 1: they may' })
  papers: number;
}

export class QuestionGapCell {
  @ApiProperty({ enum: GAP_TYPES })
  type: QuestionType;
  @ApiProperty({
    description: 'In use: approved, own and shared. Where exams are named below, without those for all posts',
  })
  have: number;
  @ApiProperty()
  need: number;
  @ApiProperty()
  missing: number;
  @ApiProperty({
    type: QuestionGapExams,
    nullable: true,
    description: 'Where the need comes from; null: from the target',
  })
  exams: QuestionGapExams | null;
}

export class QuestionGapRow {
  @ApiProperty({ format: 'uuid' })
  postId: string;
  @ApiProperty()
  postName: string;
  @ApiProperty({ type: [QuestionGapCell], description: 'single, multiple, true_false' })
  cells: QuestionGapCell[];
  @ApiProperty({ description: 'What its knowledge points lack together' })
  pointsMissing: number;
}

export class QuestionGaps {
  @ApiProperty({ type: QuestionGapTarget })
  target: QuestionGapTarget;
  @ApiProperty({ type: [QuestionGapRow], description: 'All posts of the organisation, by name' })
  posts: QuestionGapRow[];
  @ApiProperty({ description: 'Sum over posts and types' })
  missing: number;
}

export class QuestionGapPoint {
  @ApiProperty()
  point: string;
  @ApiProperty({ type: [QuestionGapCell], description: 'single, multiple, true_false' })
  cells: QuestionGapCell[];
}

export class QuestionGapPoints {
  @ApiProperty({ type: [QuestionGapPoint] })
  points: QuestionGapPoint[];
}
