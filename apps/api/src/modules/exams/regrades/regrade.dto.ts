import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { VOID_POLICIES, type VoidPolicy } from '../attempts/corrections.js';
import {
  BANK_OUTCOMES,
  REGRADE_REFUSALS,
  REGRADE_STATUSES,
  type BankOutcome,
  type RegradeRefusal,
  type RegradeStatus,
} from './regrade.js';

export const REGRADE_KINDS = ['void', 'key'] as const;
export type RegradeKind = (typeof REGRADE_KINDS)[number];
export const REGRADE_REACHES = ['session', 'all'] as const;
export type RegradeReach = (typeof REGRADE_REACHES)[number];

export class RegradeProposalDto {
  @ApiProperty({ format: 'uuid', description: 'The version of the question that was asked' })
  @IsUUID()
  versionId: string;

  @ApiProperty({ enum: REGRADE_KINDS })
  @IsIn(REGRADE_KINDS, { message: '更正方式：作废这道题，或改答案' })
  kind: RegradeKind;

  @ApiPropertyOptional({
    enum: VOID_POLICIES,
    description:
      'To void. full: full points for everybody; drop: out of score and maximum, the pass line moves with it',
  })
  @ValidateIf((dto: RegradeProposalDto) => dto.kind === 'void')
  @IsIn(VOID_POLICIES, { message: '作废的题怎么算：都给满分，或不计入总分' })
  policy?: VoidPolicy;

  @ApiPropertyOptional({ type: [String], description: 'To change the key: stored labels of the right options' })
  @ValidateIf((dto: RegradeProposalDto) => dto.kind === 'key')
  @IsArray({ message: '选出正确的选项' })
  @ArrayMinSize(1, { message: '选出正确的选项' })
  @ArrayMaxSize(8)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 1, { each: true })
  key?: string[];

  @ApiProperty({ enum: REGRADE_REACHES, description: 'This session, or every one in scope that may have asked it' })
  @IsIn(REGRADE_REACHES, { message: '范围：只这一场，或所有考过这道题的考试' })
  reach: RegradeReach;
}

export class RegradeRequestDto extends RegradeProposalDto {
  @ApiProperty({ maxLength: 500, description: 'Shown to the candidates concerned and to the second person' })
  @IsString()
  @MaxLength(500, { message: '原因最多 500 字' })
  @Matches(/\S/, { message: '写明更正的原因' })
  reason: string;
}

export class RegradeApprovalDto {
  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsString()
  @MaxLength(500, { message: '说明最多 500 字' })
  note?: string;
}

export class RegradeRefusalDto {
  @ApiProperty({ maxLength: 500 })
  @IsString()
  @MaxLength(500, { message: '原因最多 500 字' })
  @Matches(/\S/, { message: '写明不同意的原因' })
  note: string;
}

export class RegradeChangeDto {
  @ApiProperty({ format: 'uuid' })
  attemptId: string;
  @ApiProperty({ format: 'uuid' })
  personId: string;
  @ApiProperty({ type: String, nullable: true, description: 'null: beyond the scope of the caller' })
  name: string | null;
  @ApiProperty()
  examTitle: string;
  @ApiProperty({ description: 'Hundredths of a point' })
  scoreBefore: number;
  @ApiProperty()
  scoreAfter: number;
  @ApiProperty()
  maxBefore: number;
  @ApiProperty()
  maxAfter: number;
  @ApiProperty()
  passedBefore: boolean;
  @ApiProperty()
  passedAfter: boolean;
}

export class RegradeCertificateDto {
  @ApiProperty()
  number: string;
  @ApiProperty({ format: 'uuid' })
  attemptId: string;
  @ApiProperty({ type: String, nullable: true })
  name: string | null;
}

/** What a correction would do if it were made now; nothing is stored. */
export class RegradePreviewDto {
  @ApiProperty({ description: 'Sessions that it covers' })
  sessions: number;
  @ApiProperty({ description: 'Ended attempts in which it was asked' })
  attempts: number;
  @ApiProperty({ description: 'Still open; graded by the decision when they end' })
  openAttempts: number;
  @ApiProperty({ description: 'Attempts of which score, maximum or «passed» moves' })
  changed: number;
  @ApiProperty()
  scoreUp: number;
  @ApiProperty()
  scoreDown: number;
  @ApiProperty({ type: [RegradeChangeDto] })
  newlyPassed: RegradeChangeDto[];
  @ApiProperty({ type: [RegradeChangeDto] })
  newlyFailed: RegradeChangeDto[];
  @ApiProperty({ type: [RegradeCertificateDto], description: 'In effect, and revoked by this' })
  certificates: RegradeCertificateDto[];
  @ApiProperty({ description: 'Certificates in effect that are issued anew, with the new result' })
  reissued: number;
  @ApiProperty({ description: 'The question in the bank gets the new key as well' })
  mendsBank: boolean;
}

export class RegradeOptionDto {
  @ApiProperty()
  label: string;
  @ApiProperty()
  text: string;
}

/** Without the question: whoever is told to look at it reads it there. */
export class WaitingRegradeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  examSessionId: string;
  @ApiProperty()
  examTitle: string;
  @ApiProperty()
  requestedByName: string;
  @ApiProperty({ format: 'date-time' })
  requestedAt: string;
}

export class RegradeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  examSessionId: string;
  @ApiProperty({ format: 'uuid' })
  questionId: string;
  @ApiProperty({ format: 'uuid' })
  versionId: string;
  @ApiProperty()
  stem: string;
  @ApiProperty({ type: [RegradeOptionDto] })
  options: RegradeOptionDto[];
  @ApiProperty({ type: [String], description: 'As it was set' })
  keyBefore: string[];
  @ApiProperty({ enum: REGRADE_KINDS })
  kind: RegradeKind;
  @ApiProperty({ enum: VOID_POLICIES, nullable: true })
  policy: VoidPolicy | null;
  @ApiProperty({ type: [String], nullable: true })
  key: string[] | null;
  @ApiProperty()
  reason: string;
  @ApiProperty({ enum: REGRADE_STATUSES })
  status: RegradeStatus;
  @ApiProperty({ description: 'Sessions that it covers, within the scope of the caller; so are the attempts below' })
  sessions: number;
  @ApiProperty()
  requestedByName: string;
  @ApiProperty({ format: 'date-time' })
  requestedAt: string;
  @ApiProperty({ description: 'By the caller: somebody else decides' })
  mine: boolean;
  @ApiProperty({ description: 'The caller may decide' })
  mayDecide: boolean;
  @ApiProperty({
    enum: REGRADE_REFUSALS,
    nullable: true,
    description: 'Why he may not, though he may decide about others',
  })
  mayNotBecause: RegradeRefusal | null;
  @ApiProperty({ type: String, nullable: true })
  decidedByName: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;
  @ApiProperty({ type: String, nullable: true })
  decisionNote: string | null;
  @ApiProperty({ description: 'Attempts to look at; 0 until approved' })
  attempts: number;
  @ApiProperty({ description: 'Looked at so far' })
  seen: number;
  @ApiProperty({ description: 'Attempts that got a new grade' })
  regraded: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  appliedAt: string | null;
  @ApiProperty({ enum: BANK_OUTCOMES, nullable: true, description: 'What became of the question in the bank' })
  bankOutcome: BankOutcome | null;
}

export class RegradeDetailDto extends RegradeDto {
  @ApiProperty({ type: RegradePreviewDto, nullable: true, description: 'While it waits for the second person' })
  preview: RegradePreviewDto | null;
}
