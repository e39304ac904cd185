import type { QuestionCategory, QuestionOption, QuestionType } from '@zhian/question-bank';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type QuestionStatus = 'active' | 'retired';

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

@Entity('question_post')
export class QuestionPostRow {
  @PrimaryColumn('uuid', { name: 'question_id' }) questionId: string;
  @PrimaryColumn('uuid', { name: 'post_id' }) postId: string;
}
