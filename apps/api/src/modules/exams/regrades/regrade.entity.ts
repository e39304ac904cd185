import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VoidPolicy } from '../attempts/corrections.js';
import type { BankOutcome, RegradeStatus } from './regrade.js';

/** 更正: a question of an exam is voided, or its key changed, after people were asked it. */
@Entity('exam_regrade')
export class RegradeRow {
  @PrimaryColumn('uuid') id: string;
  /** Where it was asked for; the sessions that it covers are in exam_regrade_scope. */
  @Column('uuid', { name: 'session_id' }) sessionId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'question_id' }) questionId: string;
  @Column('uuid', { name: 'version_id' }) versionId: string;
  @Column('text') kind: 'void' | 'key';
  @Column('text', { nullable: true }) policy: VoidPolicy | null;
  @Column('text', { array: true, nullable: true }) correct: string[] | null;
  @Column('text') reason: string;
  @Column('text') status: RegradeStatus;
  @Column('boolean', { name: 'mends_bank' }) mendsBank: boolean;
  @Column('text', { name: 'bank_outcome', nullable: true }) bankOutcome: BankOutcome | null;
  @Column('uuid', { name: 'requested_by', nullable: true }) requestedBy: string | null;
  @Column('text', { name: 'requested_by_name' }) requestedByName: string;
  @Column({ type: 'timestamptz', name: 'requested_at', precision: 3 }) requestedAt: Date;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('text', { name: 'decided_by_name', nullable: true }) decidedByName: string | null;
  @Column({ type: 'timestamptz', name: 'decided_at', precision: 3, nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
  /** The last attempt looked at; whoever goes on after a crash goes on here. */
  @Column('uuid', { name: 'seen_until', nullable: true }) seenUntil: string | null;
  @Column({ type: 'timestamptz', name: 'applied_at', precision: 3, nullable: true }) appliedAt: Date | null;
}

@Entity('exam_regrade_scope')
export class RegradeScopeRow {
  @PrimaryColumn('uuid', { name: 'regrade_id' }) regradeId: string;
  @PrimaryColumn('uuid', { name: 'session_id' }) sessionId: string;
  /** Attempts of this session to look at, and looked at so far. */
  @Column('integer') attempts: number;
  @Column('integer') seen: number;
}
