import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { UnlockedPaperDto } from '../packs/pack.dto.js';
import { EXAM_PURPOSES, type ExamPurpose } from '../sessions/exam-session.entity.js';
import { AnswerDto } from './answer.dto.js';
import { PaperDto } from './shown-paper.dto.js';

// Laws A12: as in shown-paper.dto.ts.

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
