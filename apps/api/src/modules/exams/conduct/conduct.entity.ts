import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 考场 of one session. */
@Entity('exam_room')
export class RoomRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'session_id' }) sessionId: string;
  @Column('text') name: string;
  @Column('integer', { nullable: true }) capacity: number | null;
  @Column('integer') position: number;
}

/** 监考: an account that may conduct this session, whatever its roles are. */
@Entity('exam_invigilator')
export class InvigilatorRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'session_id' }) sessionId: string;
  /** null: the whole session. */
  @Column('uuid', { name: 'room_id', nullable: true }) roomId: string | null;
  @Column('uuid', { name: 'account_id' }) accountId: string;
}

/** 考场记录: what was done while the session was held, one hash chain per session. */
@Entity('exam_session_event')
export class SessionEventRow {
  @PrimaryColumn('uuid', { name: 'session_id' }) sessionId: string;
  @PrimaryColumn('integer') seq: number;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
  @Column('text') kind: string;
  @Column('jsonb') data: unknown;
  @Column('uuid', { name: 'actor_account_id', nullable: true }) actorAccountId: string | null;
  @Column('text', { name: 'actor_name' }) actorName: string;
  @Column('text', { name: 'prev_hash' }) prevHash: string;
  @Column('text') hash: string;
}

/** When a candidate was last seen. Unlogged: not truth, may be lost. */
@Entity('attempt_presence')
export class PresenceRow {
  @PrimaryColumn('uuid', { name: 'attempt_id' }) attemptId: string;
  @Column({ type: 'timestamptz', name: 'seen_at', precision: 3 }) seenAt: Date;
  @Column('boolean') online: boolean;
  @Column('integer') signals: number;
}
