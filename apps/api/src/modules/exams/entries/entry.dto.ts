import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.js';
import { ENTRY_RULE_KINDS, type EntryRuleKind } from '../sessions/exam-session.entity.js';

export class EntryRuleDto {
  @ApiProperty({ enum: ENTRY_RULE_KINDS })
  @IsIn(ENTRY_RULE_KINDS)
  kind: EntryRuleKind;

  @ApiProperty({ description: 'Region code, or the id of an organisation, post or person' })
  @IsString()
  @Matches(/^([0-9]{2,12}|[0-9a-fA-F-]{36})$/)
  id: string;
}

export class NamedEntryRuleDto extends EntryRuleDto {
  @ApiProperty()
  name: string;
}

export const ENTRY_STATUSES = ['not_started', 'in_progress', 'on_paper', 'passed', 'failed'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

export class ExamEntryQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ENTRY_STATUSES })
  @IsOptional()
  @IsIn(ENTRY_STATUSES)
  status?: EntryStatus;
}

export class ExamEntryDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  enterpriseName: string;
  @ApiProperty()
  unitPath: string;
  @ApiProperty({ enum: ENTRY_STATUSES })
  status: EntryStatus;
  @ApiProperty()
  attempts: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Hundredths of a point' })
  bestScore: number | null;
  @ApiProperty({ type: Number, nullable: true })
  max: number | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  lastAttemptId: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  submittedAt: string | null;
}
