import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { QUESTION_TYPES, type QuestionType } from '@zhian/question-bank';
import { PRINT_FORMATS, type PrintFormat } from '../../questions/index.js';
import { SlotDto } from '../attempts/shown-paper.dto.js';

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

const YES_NO = ['0', '1'] as const;

export class PreviewFileQuery {
  @ApiProperty({ description: '`code` of a preview' })
  @Matches(/^[A-Za-z0-9_-]{22}$/, { message: '请从试看的卷子里下载' })
  code: string;

  @ApiPropertyOptional({ type: String, description: 'Posts of the preview, separated by commas' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.split(',').filter((id) => id !== '') : value,
  )
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true, message: '岗位编号不对' })
  postIds?: string[];

  @ApiProperty({ enum: YES_NO, description: '1: with answers and explanations' })
  @IsIn(YES_NO, { message: '是否带答案，填 0 或 1' })
  key: (typeof YES_NO)[number];

  @ApiPropertyOptional({ enum: PRINT_FORMATS, default: 'pdf' })
  @IsOptional()
  @IsIn(PRINT_FORMATS, { message: '格式填 pdf 或 docx' })
  format?: PrintFormat;
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
  @ApiProperty({ description: 'Of the exam' })
  title: string;
  @ApiProperty({ description: 'Draws this very paper again, as long as the bank is the same. Nobody sits it.' })
  code: string;
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
