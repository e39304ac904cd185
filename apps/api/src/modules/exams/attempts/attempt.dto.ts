import { SCORING_SCHEMES, QUESTION_TYPES, type QuestionType, type ScoringScheme } from '@zhian/question-bank';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { MAX_ANSWERS_PER_SAVE } from './answers.js';
import { VOID_POLICIES, type VoidPolicy } from './corrections.js';
import { UnlockedPaperDto } from '../packs/pack.dto.js';
import { EXAM_PURPOSES, type ExamPurpose } from '../sessions/exam-session.entity.js';

// Laws A12: every class here is an allow-list of what a candidate receives. A key, a version id or a seed has no place in it
// before results are released; test/e2e/exam-leakage.spec.ts compares the answers with these lists.

export class StartAttemptDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  examSessionId: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Where the session has one: the word said in the room',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40, { message: '口令太长了' })
  accessCode?: string | null;

  @ApiPropertyOptional({
    description: 'Go on here although the attempt is open on another device, which then only looks on',
  })
  @IsOptional()
  @IsBoolean()
  takeOver?: boolean;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description:
      'The pack that is on this device: then the answer is places and keys. Any other id gets the whole paper',
  })
  @IsOptional()
  @IsUUID()
  packId?: string;
}

export class AnswerDto {
  @ApiProperty({ minimum: 1, description: 'Number of the question on this paper' })
  @IsInt()
  @Min(1)
  @Max(1000)
  slot: number;

  @ApiProperty({ type: [String], description: 'Option ids as given in the paper; empty takes the answer back' })
  @IsArray()
  @ArrayMaxSize(8)
  @IsString({ each: true })
  @Length(1, 1, { each: true })
  choice: string[];

  @ApiProperty({
    minimum: 1,
    description: 'Grows with every change on the device; an older one never overwrites a newer one',
  })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  clientSeq: number;
}

export class SaveAnswersDto {
  @ApiProperty({ type: [AnswerDto] })
  @IsArray()
  @ArrayMaxSize(MAX_ANSWERS_PER_SAVE)
  @ValidateNested({ each: true })
  @Type(() => AnswerDto)
  answers: AnswerDto[];
}

export class SubmitAttemptDto {
  @ApiPropertyOptional({ type: [AnswerDto], description: 'What was not yet acknowledged' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_ANSWERS_PER_SAVE)
  @ValidateNested({ each: true })
  @Type(() => AnswerDto)
  answers?: AnswerDto[];
}

export class SavedAnswersDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Per slot the sequence number that is stored',
  })
  acceptedSeq: Record<string, number>;
  @ApiProperty({ description: 'Questions with a stored answer, committed' })
  saved: number;
  @ApiProperty({ format: 'date-time' })
  serverTime: string;
  @ApiProperty()
  remainingMs: number;
  @ApiProperty({ format: 'date-time' })
  deadline: string;
  @ApiProperty({ description: 'Grows with every change by others: more time, a pause, another device' })
  revision: number;
}

export class PictureDto {
  @ApiProperty({ description: 'Where it lies; for those who may sit the exam' })
  url: string;
  @ApiProperty({ description: 'What it shows, in words' })
  alt: string;
  @ApiProperty({ description: 'Pixels; 0 when not known' })
  width: number;
  @ApiProperty()
  height: number;
}

export class OptionDto {
  @ApiProperty()
  id: string;
  @ApiProperty()
  text: string;
  @ApiPropertyOptional({ type: PictureDto })
  picture?: PictureDto;
}

export class SlotDto {
  @ApiProperty()
  slot: number;
  @ApiProperty({ enum: QUESTION_TYPES })
  type: QuestionType;
  @ApiProperty()
  stem: string;
  @ApiProperty({ type: [OptionDto] })
  options: OptionDto[];
  @ApiProperty({ description: 'Hundredths of a point' })
  points: number;
  @ApiPropertyOptional({ type: PictureDto, description: 'Of the stem' })
  picture?: PictureDto;
}

export class PaperDto {
  @ApiProperty({ type: [SlotDto] })
  slots: SlotDto[];
}

export class ExamAttemptDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  examSessionId: string;
  @ApiProperty()
  title: string;
  @ApiProperty({ enum: EXAM_PURPOSES })
  purpose: ExamPurpose;
  @ApiProperty({ enum: ['open', 'paused'] })
  status: 'open' | 'paused';
  @ApiProperty({ format: 'date-time' })
  startedAt: string;
  @ApiProperty({ format: 'date-time' })
  deadline: string;
  @ApiProperty({ format: 'date-time' })
  serverTime: string;
  @ApiProperty()
  remainingMs: number;
  @ApiProperty({
    description: 'Grows with every change by others: extension, pause, resumption, device, forced submission',
  })
  revision: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Time stands still since then' })
  pausedAt: string | null;
  @ApiProperty({ description: 'Added to the time so far; pauses are not counted' })
  extensionSeconds: number;
  @ApiProperty({ description: 'Hundredths of a point' })
  totalPoints: number;
  @ApiProperty({ description: 'Hundredths of a point' })
  passHundredths: number;
  @ApiProperty({ type: PaperDto })
  paper: PaperDto;
  @ApiProperty({ type: [AnswerDto], description: 'What is stored so far' })
  answers: AnswerDto[];
}

export class StartedAttemptDto extends OmitType(ExamAttemptDto, ['paper']) {
  @ApiProperty({ type: PaperDto, nullable: true, description: 'null: it is read from the pack' })
  paper: PaperDto | null;
  @ApiProperty({
    type: UnlockedPaperDto,
    nullable: true,
    description: 'Instead of the paper, for the pack that was named',
  })
  unlocked: UnlockedPaperDto | null;
}

export class SectionLinkDto {
  @ApiProperty({ type: String, nullable: true, description: 'null: a general section of the enterprise' })
  postId: string | null;
  @ApiProperty()
  sectionKey: string;
  @ApiProperty()
  title: string;
}

export class ResultSlotDto extends SlotDto {
  @ApiProperty({ type: [String] })
  choice: string[];
  @ApiProperty()
  correct: boolean;
  @ApiProperty({ description: 'Hundredths of a point' })
  awarded: number;
  @ApiProperty({ type: [String] })
  key: string[];
  @ApiProperty({
    enum: VOID_POLICIES,
    nullable: true,
    description: 'The question was voided after the exam: full points for everybody, or out of score and maximum',
  })
  voided: VoidPolicy | null;
  @ApiProperty()
  explanation: string;
  @ApiProperty({ type: String, nullable: true })
  sourceClause: string | null;
  @ApiProperty({ type: [SectionLinkDto] })
  sections: SectionLinkDto[];
}

export class RegradeNoteDto {
  @ApiProperty({ description: 'Number of the question on this paper' })
  slot: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'null: before the first grade' })
  at: string | null;
  @ApiProperty({ enum: ['void', 'key'] })
  kind: 'void' | 'key';
  @ApiProperty({ enum: VOID_POLICIES, nullable: true })
  policy: VoidPolicy | null;
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Hundredths of a point; null: it had no grade yet' })
  scoreBefore: number | null;
  @ApiProperty()
  scoreAfter: number;
  @ApiProperty({ type: Number, nullable: true })
  maxBefore: number | null;
  @ApiProperty()
  maxAfter: number;
}

export class AttemptResultDto {
  @ApiProperty({ format: 'uuid' })
  attemptId: string;
  @ApiProperty({ format: 'uuid' })
  examSessionId: string;
  @ApiProperty()
  title: string;
  @ApiProperty({ enum: EXAM_PURPOSES })
  purpose: ExamPurpose;
  @ApiProperty({ enum: ['submitted', 'expired'] })
  status: 'submitted' | 'expired';
  @ApiProperty({ format: 'date-time' })
  submittedAt: string;
  @ApiProperty()
  durationSeconds: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Hundredths of a point; null until released' })
  score: number | null;
  @ApiProperty({ description: 'Hundredths of a point' })
  max: number;
  @ApiProperty()
  passHundredths: number;
  @ApiProperty({ type: Boolean, nullable: true })
  passed: boolean | null;
  @ApiProperty({ type: Number, nullable: true })
  rightCount: number | null;
  @ApiProperty()
  questionCount: number;
  @ApiProperty()
  answeredCount: number;
  @ApiProperty({
    description:
      'Answers of the submission that came after the end of the attempt and do not count; in a reply to a submission, of that one',
  })
  lateAnswers: number;
  @ApiProperty({ enum: SCORING_SCHEMES })
  scoringScheme: ScoringScheme;
  @ApiProperty()
  released: boolean;
  @ApiProperty({ type: [RegradeNoteDto], description: 'Corrections of questions of this paper after the exam' })
  regrades: RegradeNoteDto[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  releaseAt: string | null;
  @ApiProperty({ type: [ResultSlotDto], description: 'As far as the disclosure policy goes' })
  slots: ResultSlotDto[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  retryAt: string | null;
  @ApiProperty()
  mayRetry: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'null: unlimited' })
  attemptsLeft: number | null;
}
