import { QUESTION_TYPES, type QuestionType } from '@zhian/question-bank';
import { ApiProperty } from '@nestjs/swagger';
import { SlotDto } from '../attempts/shown-paper.dto.js';
import { VOID_POLICIES, type VoidPolicy } from '../attempts/corrections.js';
import { ItemStatisticsDto } from '../statistics/statistics.dto.js';

export class OptionFigureDto {
  @ApiProperty({ description: 'As stored; papers may show them in another order' })
  label: string;
  @ApiProperty()
  text: string;
  @ApiProperty({ description: 'Of the key, as it counts now' })
  right: boolean;
  @ApiProperty({ description: 'Attempts that chose it' })
  chosen: number;
}

export class QuestionResultDto {
  @ApiProperty({ format: 'uuid' })
  questionId: string;
  @ApiProperty({ format: 'uuid' })
  versionId: string;
  @ApiProperty({ enum: QUESTION_TYPES })
  type: QuestionType;
  @ApiProperty()
  stem: string;
  @ApiProperty({ type: [OptionFigureDto] })
  options: OptionFigureDto[];
  @ApiProperty({ description: 'Ended attempts in which it was asked' })
  drawn: number;
  @ApiProperty()
  answered: number;
  @ApiProperty()
  right: number;
  @ApiProperty({ enum: VOID_POLICIES, nullable: true, description: 'It was voided' })
  voided: VoidPolicy | null;
  @ApiProperty({ description: 'Its key was changed' })
  keyChanged: boolean;
  @ApiProperty({
    type: ItemStatisticsDto,
    nullable: true,
    description: 'As last counted, a few minutes after answers came in; null until then, and of what was voided',
  })
  statistics: ItemStatisticsDto | null;
}

export class QuestionResultsDto {
  @ApiProperty({ description: 'Questions asked so far' })
  total: number;
  @ApiProperty({ type: [QuestionResultDto], description: 'The most often wrong first, at most 500' })
  items: QuestionResultDto[];
}

export class UnitResultDto {
  @ApiProperty()
  enterpriseName: string;
  @ApiProperty()
  unitPath: string;
  @ApiProperty({ description: 'People on the list' })
  entered: number;
  @ApiProperty({ description: 'Of them with an ended attempt' })
  sat: number;
  @ApiProperty({ description: 'Of those who sat' })
  passed: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Mean of the best scores of those who sat, hundredths of a point, rounded down; null when nobody sat',
  })
  average: number | null;
}

export class UnitResultsDto {
  @ApiProperty({ type: UnitResultDto, description: 'Everybody' })
  all: UnitResultDto;
  @ApiProperty({ type: [UnitResultDto] })
  items: UnitResultDto[];
}

export const CHASE_REASONS = ['not_started', 'failed'] as const;
export type ChaseReason = (typeof CHASE_REASONS)[number];

export class ChasedPersonDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  enterpriseName: string;
  @ApiProperty()
  unitPath: string;
  @ApiProperty({ type: String, nullable: true })
  phoneMasked: string | null;
  @ApiProperty({ enum: CHASE_REASONS, description: 'Has not sat it; or has not passed and may try again' })
  reason: ChaseReason;
  @ApiProperty({ type: Number, nullable: true, description: 'null: as often as one likes' })
  attemptsLeft: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Hundredths of a point' })
  bestScore: number | null;
}

export class ReviewedSlotDto extends SlotDto {
  @ApiProperty({ type: [String] })
  choice: string[];
  @ApiProperty({ type: [String] })
  key: string[];
  @ApiProperty()
  correct: boolean;
  @ApiProperty({ description: 'Hundredths of a point' })
  awarded: number;
  @ApiProperty({ enum: VOID_POLICIES, nullable: true })
  voided: VoidPolicy | null;
}

export class GradeHistoryDto {
  @ApiProperty({ format: 'date-time' })
  gradedAt: string;
  @ApiProperty()
  score: number;
  @ApiProperty()
  max: number;
  @ApiProperty()
  passed: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was graded again; null: the first grade' })
  reason: string | null;
}

export class AttemptReviewDto {
  @ApiProperty({ format: 'uuid' })
  attemptId: string;
  @ApiProperty({ format: 'uuid' })
  examSessionId: string;
  @ApiProperty({ format: 'uuid' })
  personId: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ format: 'date-time' })
  startedAt: string;
  @ApiProperty({ format: 'date-time' })
  submittedAt: string;
  @ApiProperty({ enum: ['submitted', 'expired'] })
  status: 'submitted' | 'expired';
  @ApiProperty({ type: [GradeHistoryDto], description: 'The newest counts' })
  grades: GradeHistoryDto[];
  @ApiProperty({ type: [ReviewedSlotDto] })
  slots: ReviewedSlotDto[];
}
