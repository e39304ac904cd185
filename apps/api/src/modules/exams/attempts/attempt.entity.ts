import type { Paper, ScoringScheme, SlotGrade } from '@zhian/question-bank';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StoredStatus } from './attempt.js';
import { packGrade, unpackGrade } from './packed-grade.js';
import { packPaper, unpackPaper } from './packed-paper.js';

/** slot → stored labels, e.g. {"3": "AC"}. */
export type FoldedAnswers = Readonly<Record<string, string>>;

/** 作答 */
@Entity('attempt')
export class AttemptRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'session_id' }) sessionId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('integer') no: number;
  @Column('text') status: StoredStatus;
  /** 32 random bytes in hex; never sent to a candidate. */
  @Column('text') seed: string;
  @Column({ type: 'bytea', transformer: { to: packPaper, from: unpackPaper } }) paper: Paper;
  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 }) startedAt: Date;
  @Column({ type: 'timestamptz', precision: 3 }) deadline: Date;
  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true }) endedAt: Date | null;
  /** Folded into the attempt when it ends, with when each was given: see packed-answers.ts. */
  @Column('text', { nullable: true }) answers: string | null;
  @Column('text', { name: 'answer_seqs', nullable: true }) answerSeqs: string | null;
  @Column('integer', { nullable: true }) score: number | null;
  @Column('integer', { name: 'max_score' }) maxScore: number;
  @Column('boolean', { nullable: true }) passed: boolean | null;
  @Column('integer', { name: 'right_count', nullable: true }) rightCount: number | null;
  @Column('integer', { name: 'late_answers' }) lateAnswers: number;
  /** Grows with every change by others: extension, pause, resumption, device, forced submission. */
  @Column('integer') revision: number;
  /** The browser that answers; null until one has said its id, or after the staff have set it free. */
  @Column('text', { name: 'device_id', nullable: true }) deviceId: string | null;
  @Column({ type: 'timestamptz', name: 'device_since', precision: 3, nullable: true }) deviceSince: Date | null;
  @Column({ type: 'timestamptz', name: 'paused_at', precision: 3, nullable: true }) pausedAt: Date | null;
  /** What has been added to the deadline so far, pauses not counted. */
  @Column('integer', { name: 'extension_seconds' }) extensionSeconds: number;
  @Column('text') mode: 'screen' | 'paper';
}

/** The answers of an open attempt. Written by AnswerRepository with SQL of its own: see performance.md. */
@Entity('answer')
export class AnswerRow {
  @PrimaryColumn('uuid', { name: 'attempt_id' }) attemptId: string;
  @PrimaryColumn('smallint') slot: number;
  /** Stored labels in order, '' for «taken back». */
  @Column('text') choice: string;
  @Column('bigint', { name: 'client_seq' }) clientSeq: string;
  @Column({ type: 'timestamptz', name: 'saved_at', precision: 3 }) savedAt: Date;
}

/** 成绩. A re-grade adds a row, the newest counts. */
@Entity('attempt_grade')
export class GradeRow {
  @PrimaryColumn('uuid', { name: 'attempt_id' }) attemptId: string;
  @PrimaryColumn('integer') no: number;
  @Column('text') scheme: ScoringScheme;
  @Column('integer') score: number;
  @Column('integer', { name: 'max_score' }) maxScore: number;
  @Column('boolean') passed: boolean;
  @Column({ type: 'text', transformer: { to: packGrade, from: unpackGrade } }) slots: SlotGrade[];
  @Column('text') reason: string;
  @Column({ type: 'timestamptz', name: 'graded_at', precision: 3 }) gradedAt: Date;
  /** null: the grade it was ended with. */
  @Column('uuid', { name: 'regrade_id', nullable: true }) regradeId: string | null;
}

@Entity('attempt_event')
export class AttemptEventRow {
  @PrimaryColumn('uuid', { name: 'attempt_id' }) attemptId: string;
  @PrimaryColumn('integer') seq: number;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
  @Column('text') kind: string;
  @Column('jsonb') data: unknown;
  @Column('text', { name: 'prev_hash' }) prevHash: string;
  @Column('text') hash: string;
}
