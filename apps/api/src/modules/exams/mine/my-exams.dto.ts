import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { ATTEMPT_STATUSES, type AttemptStatus } from '../attempts/attempt.js';
import { PackOfferDto } from '../packs/pack.dto.js';
import type { SessionPhase } from '../sessions/session-policy.js';
import { EXAM_PURPOSES, START_MODES, type ExamPurpose, type StartMode } from '../sessions/exam-session.entity.js';

export class MyExamDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  title: string;
  @ApiProperty()
  organisationName: string;
  @ApiProperty({ enum: EXAM_PURPOSES })
  purpose: ExamPurpose;
  @ApiProperty({ enum: ['upcoming', 'open', 'closed'] })
  phase: 'upcoming' | 'open' | 'closed';
  @ApiProperty({ description: 'The word said in the room is asked at the start' })
  needsAccessCode: boolean;
  @ApiProperty({ description: 'Time stands still now' })
  paused: boolean;
  @ApiProperty({ enum: START_MODES, description: 'together: everybody ends at closesAt, however late he starts' })
  startMode: StartMode;
  @ApiProperty({ type: String, nullable: true })
  roomName: string | null;
  @ApiProperty({ type: Number, nullable: true })
  seat: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  opensAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closesAt: string | null;
  @ApiProperty()
  durationMinutes: number;
  @ApiProperty()
  questionCount: number;
  @ApiProperty({ description: 'Hundredths of a point' })
  totalPoints: number;
  @ApiProperty({ description: 'Hundredths of a point' })
  passHundredths: number;
  @ApiProperty({ type: Number, nullable: true, description: 'null: unlimited' })
  attemptsLeft: number | null;
  @ApiProperty()
  mayStart: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'zh-CN: why he may not start' })
  because: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  openAttemptId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  lastAttemptId: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Hundredths of a point; only what is released' })
  bestScore: number | null;
  @ApiProperty()
  passed: boolean;
  @ApiProperty({ enum: ['score', 'wrong_questions', 'everything'] })
  disclosure: string;
  @ApiProperty({ enum: ['submission', 'close'] })
  discloseAt: string;
  @ApiProperty({ type: [String], description: 'Posts this session was made for' })
  postIds: string[];
  @ApiProperty({
    type: PackOfferDto,
    nullable: true,
    description: 'The encrypted questions, to be fetched before the start; null when there is nothing to fetch now',
  })
  pack: PackOfferDto | null;
}

export class MyAttemptQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  examSessionId?: string;
}

export class CorrectedResultDto {
  @ApiProperty({ format: 'date-time' })
  at: string;
  @ApiProperty({ description: 'Hundredths of a point, as it was graded first' })
  scoreBefore: number;
  @ApiProperty()
  maxBefore: number;
  @ApiProperty()
  passedBefore: boolean;
}

export class MyAttemptDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  examSessionId: string;
  @ApiProperty()
  title: string;
  @ApiProperty({ enum: EXAM_PURPOSES })
  purpose: ExamPurpose;
  @ApiProperty({ enum: ATTEMPT_STATUSES })
  status: AttemptStatus;
  @ApiProperty({ format: 'date-time' })
  startedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  submittedAt: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'null until released' })
  score: number | null;
  @ApiProperty()
  max: number;
  @ApiProperty({ type: Boolean, nullable: true })
  passed: boolean | null;
  @ApiProperty({
    type: CorrectedResultDto,
    nullable: true,
    description: 'A correction of the exam has changed the result since; null until released',
  })
  corrected: CorrectedResultDto | null;
}

export class MyTaskDto {
  @ApiProperty({ enum: ['exam_in_progress', 'exam', 'handbook'] })
  kind: 'exam_in_progress' | 'exam' | 'handbook';
  @ApiProperty()
  title: string;
  @ApiProperty()
  subtitle: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  dueAt: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  examSessionId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  attemptId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  postId: string | null;
  @ApiProperty({ type: Number, nullable: true })
  questionCount: number | null;
  @ApiProperty({ type: Number, nullable: true })
  durationMinutes: number | null;
  @ApiProperty({ type: Number, nullable: true })
  passHundredths: number | null;
  @ApiProperty({ description: 'Whether it can be done now; when not, the subtitle says why' })
  mayStart: boolean;
  @ApiProperty()
  done: boolean;
}

export class MyHandbookTaskDto {
  @ApiProperty({ format: 'uuid' })
  postId: string;
  @ApiProperty()
  postName: string;
  @ApiProperty({ type: Number, nullable: true })
  versionNo: number | null;
  @ApiProperty()
  sections: number;
  @ApiProperty()
  readSections: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  receiptAt: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  selfTestSessionId: string | null;
}

export class MyTasksDto {
  @ApiProperty({ format: 'date-time' })
  serverTime: string;
  @ApiProperty({ type: [MyTaskDto], description: 'The most urgent first; the first one that is not done is «下一步»' })
  tasks: MyTaskDto[];
  @ApiProperty({ type: [MyHandbookTaskDto] })
  handbook: MyHandbookTaskDto[];
  @ApiProperty({ type: [MyAttemptDto], description: 'Results that a correction has changed in the last 14 days' })
  corrected: MyAttemptDto[];
  @ApiProperty()
  done: number;
  @ApiProperty()
  total: number;
}

export class MyInvigilationDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  title: string;
  @ApiProperty()
  organisationName: string;
  @ApiProperty({ enum: ['draft', 'upcoming', 'open', 'closed', 'cancelled'] })
  phase: SessionPhase;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Since when its time stands still' })
  pausedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  opensAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closesAt: string | null;
  @ApiProperty({ type: [String], description: 'The rooms he looks after; empty: the whole session' })
  rooms: string[];
  @ApiProperty({ description: 'Printed papers of those rooms that wait to be keyed in or settled' })
  papersToKey: number;
}
