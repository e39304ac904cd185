import { KIOSK_ENTRIES, type KioskEntry } from '../../../platform/http/context.js';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { ATTEMPT_EVENT_KINDS, type AttemptEventKind } from '../attempts/attempt-log.js';
import { BOARD_STATUSES, type BoardStatus } from './board-status.js';
import { SIGNAL_KINDS } from './signals.dto.js';
import type { SessionPhase } from '../sessions/session-policy.js';

export class BoardQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Candidates of this room only; counts are of them too' })
  @IsOptional()
  @IsUUID()
  roomId?: string;
}

export class BoardSessionDto {
  @ApiProperty()
  title: string;
  @ApiProperty({ enum: ['draft', 'upcoming', 'open', 'closed', 'cancelled'] })
  phase: SessionPhase;
  @ApiProperty()
  paused: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  pausedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  opensAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closesAt: string | null;
  @ApiProperty({ enum: ['individual', 'together'] })
  startMode: 'individual' | 'together';
  @ApiProperty()
  durationSeconds: number;
  @ApiProperty()
  extensionSeconds: number;
  @ApiProperty()
  questionCount: number;
  @ApiProperty()
  oneDevice: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'To be said in the room' })
  accessCode: string | null;
}

export class BoardCountsDto {
  @ApiProperty()
  entries: number;
  @ApiProperty()
  notStarted: number;
  @ApiProperty({ description: 'Being answered, also those offline, paused or on paper' })
  inProgress: number;
  @ApiProperty({ description: 'Of those in progress: not seen for a while' })
  offline: number;
  @ApiProperty({ description: 'Handed in or run out' })
  submitted: number;
  @ApiProperty({ description: 'People with at least one signal' })
  signals: number;
}

export class BoardRoomDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: [String] })
  invigilators: string[];
  @ApiProperty()
  entries: number;
  @ApiProperty()
  submitted: number;
}

export class BoardCandidateDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  unitName: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  roomId: string | null;
  @ApiProperty({ type: Number, nullable: true })
  seat: number | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  attemptId: string | null;
  @ApiProperty({ enum: BOARD_STATUSES })
  status: BoardStatus;
  @ApiProperty()
  answered: number;
  @ApiProperty()
  total: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  startedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deadline: string | null;
  @ApiProperty({ description: 'Added to this attempt, or given before it starts' })
  extensionSeconds: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastSeenAt: string | null;
  @ApiProperty({ description: 'Left the page, copied, lost the network …: signs, never verdicts' })
  signals: number;
  @ApiProperty()
  incidents: number;
  @ApiProperty({ enum: ['bound', 'free'] })
  device: 'bound' | 'free';
}

export class BoardDto {
  @ApiProperty({ format: 'date-time' })
  serverTime: string;
  @ApiProperty({ description: 'Grows; a hint with a higher one means: fetch the board again' })
  revision: number;
  @ApiProperty({ type: BoardSessionDto })
  session: BoardSessionDto;
  @ApiProperty({ type: BoardCountsDto })
  counts: BoardCountsDto;
  @ApiProperty({ type: [BoardRoomDto] })
  rooms: BoardRoomDto[];
  @ApiProperty({ type: [BoardCandidateDto], description: 'By room, seat and name; at most 5000' })
  candidates: BoardCandidateDto[];
  @ApiProperty({ description: 'There are more candidates than are listed: ask room by room' })
  truncated: boolean;
}

export class CandidateSignalDto {
  @ApiProperty({ enum: SIGNAL_KINDS })
  kind: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Milliseconds it lasted, by the device' })
  ms: number | null;
}

export class CandidateEventDto {
  @ApiProperty()
  seq: number;
  @ApiProperty({ format: 'date-time' })
  at: string;
  @ApiProperty({ enum: ATTEMPT_EVENT_KINDS })
  kind: AttemptEventKind;
  @ApiProperty({ type: Number, nullable: true, description: 'Given by an extension' })
  seconds: number | null;
  @ApiProperty({ type: [CandidateSignalDto], description: 'Signs for a person to weigh, never verdicts' })
  signals: CandidateSignalDto[];
  @ApiProperty({
    enum: KIOSK_ENTRIES,
    nullable: true,
    description: 'On a shared device: by what the candidate proved who he is',
  })
  kioskEntry: KioskEntry | null;
}
