import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { QUESTION_TYPES, type QuestionType } from '@zhian/question-bank';
import { MAX_ANSWERS_PER_SAVE } from '../attempts/answers.js';
import { SkippedPersonDto } from '../conduct/conduct.dto.js';
import { PaperPhotoDto } from './photos/paper-photo.dto.js';
import { PRINTED_PAPER_STATUSES, type PrintedPaperStatus } from './printed-paper.entity.js';

/** More go in several requests, so that each is done in seconds. */
export const MAX_PAPERS = 50;
const PAPERS = { message: `一次最多 ${MAX_PAPERS} 份，再多分几次` };

export class PrintPapersInput {
  @ApiProperty({ type: [String], format: 'uuid', maxItems: MAX_PAPERS })
  @IsArray({ message: '请选人' })
  @ArrayMinSize(1, { message: '请选人' })
  @ArrayMaxSize(MAX_PAPERS, PAPERS)
  @ArrayUnique({ message: '有人选了两次' })
  @IsUUID(undefined, { each: true, message: '人员编号不对' })
  personIds: string[];
}

export class PaperFileQuery {
  @ApiProperty({ type: String, description: `Ids of papers, separated by commas; at most ${MAX_PAPERS}` })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray({ message: '请选纸卷' })
  @ArrayMinSize(1, { message: '请选纸卷' })
  @ArrayMaxSize(MAX_PAPERS, PAPERS)
  @ArrayUnique({ message: '有纸卷选了两次' })
  @IsUUID(undefined, { each: true, message: '纸卷编号不对' })
  paperIds: string[];
}

export class NewPaperDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ example: 'ABCD-EFGH' })
  number: string;
}

export class NewPersonPaperDto extends NewPaperDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;
}

export class PrintedPapersDto {
  @ApiProperty({ type: [NewPersonPaperDto] })
  papers: NewPersonPaperDto[];
  @ApiProperty({ type: [SkippedPersonDto] })
  skipped: SkippedPersonDto[];
}

export class KeyingDto {
  @ApiProperty({ minimum: 1, maximum: 2 })
  no: number;
  @ApiProperty()
  name: string;
  @ApiProperty()
  finished: boolean;
}

export class PrintedPaperDto extends NewPersonPaperDto {
  @ApiProperty({ enum: PRINTED_PAPER_STATUSES })
  status: PrintedPaperStatus;
  @ApiProperty()
  name: string;
  @ApiProperty()
  unit: string;
  @ApiProperty({ type: String, nullable: true })
  room: string | null;
  @ApiProperty({ type: Number, nullable: true })
  seat: number | null;
  @ApiProperty({ format: 'date-time' })
  printedAt: string;
  @ApiProperty({ format: 'date-time', description: 'Until when it can be keyed in' })
  dueAt: string;
  @ApiProperty()
  overdue: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Why it is void or closed' })
  reason: string | null;
  @ApiProperty({ type: [KeyingDto] })
  keyings: KeyingDto[];
}

export class KeyedAnswerDto {
  @ApiProperty({ minimum: 1 })
  @IsInt({ message: '题号不对' })
  @Min(1, { message: '题号不对' })
  @Max(MAX_ANSWERS_PER_SAVE, { message: '题号不对' })
  slot: number;

  @ApiProperty({ type: [String], description: 'Letters as printed; empty: left blank' })
  @IsArray({ message: '答案填字母' })
  @ArrayMaxSize(8, { message: '最多 8 个选项' })
  @IsString({ each: true, message: '答案填字母' })
  @Matches(/^[A-H]$/, { each: true, message: '答案填字母 A～H' })
  choice: string[];
}

export class SettlementInput {
  @ApiProperty({ type: [KeyedAnswerDto] })
  @IsArray({ message: '请填答案' })
  @ArrayMaxSize(MAX_ANSWERS_PER_SAVE, { message: '题数太多' })
  @ValidateNested({ each: true })
  @Type(() => KeyedAnswerDto)
  answers: KeyedAnswerDto[];
}

export class KeyingInput extends SettlementInput {
  @ApiPropertyOptional({ description: 'true: done, nothing is changed any more' })
  @IsOptional()
  @IsBoolean({ message: '是否录完，填 true 或 false' })
  finished?: boolean;
}

export class KeyedDto {
  @ApiProperty({ minimum: 1 })
  slot: number;
  @ApiProperty({ type: [String] })
  choice: string[];
}

export class MyKeyingDto {
  @ApiProperty({ minimum: 1, maximum: 2 })
  no: number;
  @ApiProperty()
  finished: boolean;
  @ApiProperty({ type: [KeyedDto] })
  answers: KeyedDto[];
}

export class KeyingSlotDto {
  @ApiProperty()
  slot: number;
  @ApiProperty({ enum: QUESTION_TYPES })
  type: QuestionType;
  @ApiProperty({ description: 'How many letters are printed; of true_false A is 对, B is 错' })
  options: number;
}

export class KeyingDifferenceDto {
  @ApiProperty()
  slot: number;
  @ApiProperty({ type: [String] })
  first: string[];
  @ApiProperty({ type: [String] })
  second: string[];
}

export class KeyingFormDto extends PrintedPaperDto {
  @ApiProperty({ format: 'uuid' })
  examSessionId: string;
  @ApiProperty()
  title: string;
  @ApiProperty({ type: [KeyingSlotDto] })
  slots: KeyingSlotDto[];
  @ApiProperty({ type: MyKeyingDto, nullable: true, description: "The caller's own entry" })
  mine: MyKeyingDto | null;
  @ApiProperty({ type: [PaperPhotoDto], description: 'Of the filled-in answer sheet' })
  photos: PaperPhotoDto[];
  @ApiProperty({ type: [KeyingDifferenceDto], description: 'Once both are done and do not agree' })
  differences: KeyingDifferenceDto[];
}
