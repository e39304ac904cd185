import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FoldedAnswers } from '../attempts/attempt.entity.js';

export const PRINTED_PAPER_STATUSES = ['printed', 'differs', 'keyed', 'void', 'closed'] as const;
export type PrintedPaperStatus = (typeof PRINTED_PAPER_STATUSES)[number];

/** 纸卷: the printed form of an attempt. */
@Entity('printed_paper')
export class PrintedPaperRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') number: string;
  @Column('uuid', { name: 'session_id' }) sessionId: string;
  @Column('uuid', { name: 'attempt_id' }) attemptId: string;
  @Column('text') status: PrintedPaperStatus;
  @Column({ type: 'timestamptz', name: 'printed_at', precision: 3 }) printedAt: Date;
  @Column('uuid', { name: 'printed_by' }) printedBy: string;
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3 }) dueAt: Date;
  @Column('text', { nullable: true }) reason: string | null;
}

/** 录入: one of the two entries of a paper. */
@Entity('paper_keying')
export class KeyingRow {
  @PrimaryColumn('uuid', { name: 'paper_id' }) paperId: string;
  @PrimaryColumn('smallint') no: number;
  @Column('uuid', { name: 'account_id' }) accountId: string;
  @Column('text', { name: 'account_name' }) accountName: string;
  @Column('jsonb') answers: FoldedAnswers;
  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 }) startedAt: Date;
  @Column({ type: 'timestamptz', name: 'finished_at', precision: 3, nullable: true }) finishedAt: Date | null;
}
