import type { QuestionCategory, QuestionImage, QuestionOption, QuestionType } from '@zhian/question-bank';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type QuestionStatus = 'active' | 'retired';
/** Of the current version. Papers draw the approved one, which may be an older one. */
export const REVIEW_STATES = ['draft', 'in_review', 'approved', 'returned'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** 试题. Tags live here; what is asked lives in its versions. */
@Entity('question')
export class QuestionRow {
  @PrimaryColumn('uuid') id: string;
  /** Always the root of an organisation tree: an enterprise, a government organisation or a village. */
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'current_version_id' }) currentVersionId: string;
  /** Of the current version; unique among the active questions of a bank. */
  @Column('text') fingerprint: string;
  @Column('text') status: QuestionStatus;
  @Column('text', { nullable: true }) category: QuestionCategory | null;
  @Column('text', { name: 'knowledge_point', nullable: true }) knowledgePoint: string | null;
  @Column('smallint', { nullable: true }) difficulty: number | null;
  @Column('text', { name: 'source_clause', nullable: true }) sourceClause: string | null;
  /** Supervision field (行业领域). */
  @Column('text', { nullable: true }) field: string | null;
  @Column('text', { name: 'criteria_clause', nullable: true }) criteriaClause: string | null;
  @Column('text') review: ReviewState;
  @Column('text', { name: 'return_reason', nullable: true }) returnReason: string | null;
  /** What papers draw; null: nothing yet. */
  @Column('uuid', { name: 'approved_version_id', nullable: true }) approvedVersionId: string | null;
  @Column('text', { name: 'approved_fingerprint', nullable: true }) approvedFingerprint: string | null;
  /** The shared question that this one was taken over from (引用到本单位). */
  @Column('uuid', { name: 'origin_question_id', nullable: true }) originQuestionId: string | null;
  @Column('uuid', { name: 'origin_version_id', nullable: true }) originVersionId: string | null;
  /** The duplicate that was kept instead; its usage counts this one's too. */
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('integer') version: number;
}

/** 试题版本. Never changes; holds no key. */
@Entity('question_version')
export class QuestionVersionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'question_id' }) questionId: string;
  @Column('integer') no: number;
  @Column('text') type: QuestionType;
  @Column('text') stem: string;
  @Column('jsonb') options: QuestionOption[];
  @Column('jsonb') images: QuestionImage[];
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column('text', { name: 'created_by_name' }) createdByName: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

/** 标准答案, in a table of its own. */
@Entity('question_key')
export class QuestionKeyRow {
  @PrimaryColumn('uuid', { name: 'version_id' }) versionId: string;
  @Column('text', { array: true }) correct: string[];
  @Column('text') explanation: string;
}

/** 题库: what its owner has decided about it. No row: no review. */
@Entity('question_bank')
export class QuestionBankRow {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('boolean', { name: 'review_required' }) reviewRequired: boolean;
  @Column('timestamptz', { name: 'duplicates_checked_at', nullable: true }) duplicatesCheckedAt: Date | null;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('integer') version: number;
}

@Entity('question_post')
export class QuestionPostRow {
  @PrimaryColumn('uuid', { name: 'question_id' }) questionId: string;
  @PrimaryColumn('uuid', { name: 'post_id' }) postId: string;
}
