import { Column, Entity, PrimaryColumn } from 'typeorm';

/** expired: its file has been removed; it can be made again. */
export const PAPER_JOB_STATUSES = ['waiting', 'running', 'done', 'failed', 'cancelled', 'expired'] as const;
export type PaperJobStatus = (typeof PAPER_JOB_STATUSES)[number];

/** 合印: many printed papers as one file, made beside the requests. */
@Entity('paper_job')
export class PaperJobRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'session_id' }) sessionId: string;
  @Column('text') status: PaperJobStatus;
  @Column('uuid', { name: 'paper_ids', array: true }) paperIds: string[];
  /** Papers in the file so far. */
  @Column('integer') done: number;
  /** Every run has a number, so that one that was thought dead cannot end the next. */
  @Column('integer', { name: 'run_no' }) runNo: number;
  @Column({ type: 'timestamptz', name: 'beat_at', precision: 3, nullable: true }) beatAt: Date | null;
  /** Where the bytes of the last run lie in the storage. */
  @Column('uuid', { name: 'file_id' }) fileId: string;
  /** Bytes. */
  @Column('bigint', { nullable: true }) size: string | null;
  /** zh-CN. */
  @Column('text', { nullable: true }) failure: string | null;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column('text', { name: 'created_by_name' }) createdByName: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true }) endedAt: Date | null;
}
