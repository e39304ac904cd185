import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID } from 'class-validator';
import { QUESTION_TYPES, type QuestionType } from '@zhian/question-bank';
import { SlotDto } from '../attempts/attempt.dto.js';

export class PaperPreviewInput {
  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    description: 'Posts of the candidate; default: those of most candidates',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  postIds?: string[];
}

export class PreviewSlotDto extends SlotDto {
  @ApiProperty({ type: [String], description: 'As shown' })
  key: string[];
  @ApiProperty()
  explanation: string;
  @ApiProperty({ type: String, nullable: true })
  sourceClause: string | null;
  @ApiProperty({ type: String, nullable: true })
  criteriaClause: string | null;
  @ApiProperty({ type: String, nullable: true })
  knowledgePoint: string | null;
  @ApiProperty({ type: Number, nullable: true })
  difficulty: number | null;
  @ApiProperty({ format: 'uuid' })
  questionId: string;
}

export class PreviewPostSetDto {
  @ApiProperty({ type: [String], format: 'uuid' })
  postIds: string[];
  @ApiProperty()
  name: string;
  @ApiProperty({ description: 'Candidates who hold just these posts' })
  people: number;
}

export class ShareDto {
  @ApiProperty({ type: String, nullable: true, description: 'null: the questions that carry no such tag' })
  value: string | null;
  @ApiProperty()
  count: number;
}

export class TypeShareDto {
  @ApiProperty({ enum: QUESTION_TYPES })
  type: QuestionType;
  @ApiProperty()
  count: number;
  @ApiProperty({ description: 'Hundredths of a point' })
  points: number;
}

export class RowExposureDto {
  @ApiProperty()
  stratumIndex: number;
  @ApiProperty({ description: 'zh-CN' })
  name: string;
  @ApiProperty()
  count: number;
  @ApiProperty({ description: 'Questions of the bank that fit this row; near-duplicates count once' })
  available: number;
  @ApiProperty({ description: 'How likely a question of this row is to be in a paper, 0 to 1' })
  exposure: number;
}

export class PaperDistributionDto {
  @ApiProperty({ type: [TypeShareDto] })
  types: TypeShareDto[];
  @ApiProperty({ type: [ShareDto], description: 'By the first level of the knowledge point' })
  knowledgePoints: ShareDto[];
  @ApiProperty({ type: [ShareDto] })
  difficulties: ShareDto[];
  @ApiProperty({ description: 'Questions that ask about a clause of the criteria' })
  criteria: number;
  @ApiProperty({ type: [RowExposureDto] })
  rows: RowExposureDto[];
}

export class PaperPreviewDto {
  @ApiProperty()
  totalPoints: number;
  @ApiProperty({ type: [PreviewSlotDto] })
  slots: PreviewSlotDto[];
  @ApiProperty({ type: PaperDistributionDto })
  distribution: PaperDistributionDto;
  @ApiProperty({ type: [String], format: 'uuid', description: 'Whose paper this is' })
  postIds: string[];
  @ApiProperty({ type: [PreviewPostSetDto], description: 'Empty where no row speaks of own posts' })
  postSets: PreviewPostSetDto[];
}
