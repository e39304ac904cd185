import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { SIMILARITY_LIMITS } from '@zhian/question-bank';
import { IsIn, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { REVIEW_OUTCOMES, type ReviewOutcome } from './integrity.repository.js';
import { SEATINGS, type Seating } from './seating-of-pair.js';
import { SIGN_KINDS, type SignKind } from './signs.js';

export const COMPARISONS = ['made', 'too-few', 'too-many'] as const;
export const FINDING_STATES = ['open', 'seen'] as const;

export class IntegrityReportDto {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'null: nobody has handed in yet' })
  examinedAt: string | null;
  @ApiProperty({ description: 'Ended attempts looked through' })
  papers: number;
  @ApiProperty({ description: 'Of these on paper: without times, signals and device' })
  onPaper: number;
  @ApiProperty({ description: 'Of these on shared devices: left out of «same device»' })
  onKiosk: number;
  @ApiProperty({
    enum: COMPARISONS,
    description: `Answers are compared from ${SIMILARITY_LIMITS.fewestPapers} papers on`,
  })
  comparison: (typeof COMPARISONS)[number];
  @ApiProperty({ type: Number, nullable: true, description: 'Pairs of papers compared' })
  pairs: number | null;
  @ApiProperty({ description: 'What is to be looked at, and has not been' })
  open: number;
  @ApiProperty()
  findings: number;
}

export class FindingsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: FINDING_STATES, description: 'open: nobody has looked, or it has changed since' })
  @IsOptional()
  @IsIn(FINDING_STATES)
  state?: (typeof FINDING_STATES)[number];
}

export class FindingPersonDto {
  @ApiProperty({ format: 'uuid' })
  attemptId: string;
  @ApiProperty({ format: 'uuid' })
  personId: string;
  @ApiProperty({ type: String, nullable: true, description: 'null: beyond the scope of the caller' })
  name: string | null;
  @ApiProperty({ type: String, nullable: true })
  unitName: string | null;
  @ApiProperty({ type: String, nullable: true })
  roomName: string | null;
  @ApiProperty({ type: Number, nullable: true })
  seat: number | null;
  @ApiProperty({ format: 'date-time' })
  startedAt: string;
  @ApiProperty({ format: 'date-time' })
  endedAt: string;
  @ApiProperty({ description: 'Hundredths of a point' })
  score: number;
  @ApiProperty()
  maxScore: number;
}

export class SameMistakeDto {
  @ApiProperty()
  stem: string;
  @ApiProperty({ type: [String], description: 'Texts of the options that both chose' })
  answer: string[];
  @ApiProperty({ type: [Number], description: 'Number of the question in the paper of the one and of the other' })
  slots: number[];
}

export class SameAnswersDto {
  @ApiProperty({ description: 'Questions that both were asked' })
  shared: number;
  @ApiProperty({ description: 'Of these: neither got it right' })
  bothNotRight: number;
  @ApiProperty({ description: 'Chance of so many identical mistakes of these two without anything between them; 0-1' })
  chance: number;
  @ApiProperty({
    description: `Chance that an exam of this size shows one such pair; at most ${SIMILARITY_LIMITS.falseAlarm}`,
  })
  chanceInExam: number;
  @ApiProperty({ type: [SameMistakeDto] })
  same: SameMistakeDto[];
}

export class FastRunDto {
  @ApiProperty({ type: [Number], description: 'Numbers of the questions, in the order in which they were answered' })
  slots: number[];
  @ApiProperty()
  seconds: number;
  @ApiProperty({ description: 'What reading them takes at the least' })
  readingSeconds: number;
}

export class SpeedDto {
  @ApiProperty()
  questions: number;
  @ApiProperty()
  answered: number;
  @ApiProperty()
  right: number;
  @ApiProperty({ description: 'From the start to the hand-in' })
  seconds: number;
  @ApiProperty({ description: 'What reading the answered questions takes at the least' })
  readingSeconds: number;
  @ApiProperty({ description: 'The paper as a whole was faster than it can be read' })
  whole: boolean;
  @ApiProperty({ type: [FastRunDto] })
  runs: FastRunDto[];
}

export class SameDeviceDto {
  @ApiProperty()
  people: number;
}

export class SignalSumsDto {
  @ApiProperty({ description: 'How often the page was left' })
  left: number;
  @ApiProperty({ description: 'All absences together, by the clock of the device' })
  awaySeconds: number;
  @ApiProperty()
  copied: number;
  @ApiProperty()
  pasted: number;
  @ApiProperty()
  printed: number;
}

export class FindingReviewDto {
  @ApiProperty({ enum: REVIEW_OUTCOMES })
  outcome: ReviewOutcome;
  @ApiProperty({ type: String, nullable: true })
  note: string | null;
  @ApiProperty()
  byName: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
  @ApiProperty({ description: 'What was found has changed since' })
  outdated: boolean;
}

export class FindingDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: SIGN_KINDS })
  kind: SignKind;
  @ApiProperty({ description: 'false: after a correction it does not show any more' })
  standing: boolean;
  @ApiProperty({ type: [FindingPersonDto] })
  people: FindingPersonDto[];
  @ApiProperty({ enum: SEATINGS, nullable: true, description: 'Of two people with seats' })
  seating: Seating | null;
  @ApiProperty({ type: SameAnswersDto, nullable: true })
  answers: SameAnswersDto | null;
  @ApiProperty({ type: SpeedDto, nullable: true })
  speed: SpeedDto | null;
  @ApiProperty({ type: SameDeviceDto, nullable: true })
  device: SameDeviceDto | null;
  @ApiProperty({ type: SignalSumsDto, nullable: true })
  signals: SignalSumsDto | null;
  @ApiProperty({ type: FindingReviewDto, nullable: true })
  review: FindingReviewDto | null;
  @ApiProperty()
  version: number;
}

export class FindingReviewInput {
  @ApiProperty({ enum: REVIEW_OUTCOMES, description: 'fine: nothing to it; follow-up: somebody is to deal with it' })
  @IsIn(REVIEW_OUTCOMES, { message: '看过以后：没问题，或要处理' })
  outcome: ReviewOutcome;

  @ApiPropertyOptional({ maxLength: 500, description: 'What was seen; needed when there is something to deal with' })
  @ValidateIf((input: FindingReviewInput) => input.outcome === 'follow-up' || input.note !== undefined)
  @IsString({ message: '要处理的，写明看到了什么、怎么处理' })
  @MaxLength(500, { message: '说明最多 500 字' })
  @Matches(/\S/, { message: '要处理的，写明看到了什么、怎么处理' })
  note?: string;
}
