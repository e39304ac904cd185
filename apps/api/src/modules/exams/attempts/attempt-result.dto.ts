import { SCORING_SCHEMES, type ScoringScheme } from '@zhian/question-bank';
import { ApiProperty } from '@nestjs/swagger';
import { VOID_POLICIES, type VoidPolicy } from './corrections.js';
import { EXAM_PURPOSES, type ExamPurpose } from '../sessions/exam-session.entity.js';
import { SlotDto } from './shown-paper.dto.js';

// Laws A12: as in shown-paper.dto.ts; what may be seen when, disclosure.ts says.

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
