import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 应知应会手册: the 通用 part of an enterprise (no post) or the 专业 part of one post. */
@Entity('handbook')
export class HandbookRow {
  @PrimaryColumn('uuid') id: string;
  /** The enterprise. */
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'post_id', nullable: true }) postId: string | null;
  @Column('text') title: string;
  @Column('uuid', { name: 'published_version_id', nullable: true }) publishedVersionId: string | null;
  @Column('uuid', { name: 'draft_version_id', nullable: true }) draftVersionId: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('integer') version: number;
}

/** A published version never changes: triggers refuse it. */
@Entity('handbook_version')
export class HandbookVersionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'handbook_id' }) handbookId: string;
  @Column('integer') no: number;
  @Column('text') title: string;
  @Column('text') status: 'draft' | 'published';
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
  @Column('uuid', { name: 'published_by', nullable: true }) publishedBy: string | null;
}

@Entity('handbook_section')
export class HandbookSectionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'version_id' }) versionId: string;
  @Column('integer') position: number;
  /** Stays the same through versions. */
  @Column('text') key: string;
  @Column('text') title: string;
  /** Markdown. */
  @Column('text') body: string;
}

@Entity('handbook_section_question')
export class HandbookSectionQuestionRow {
  @PrimaryColumn('uuid', { name: 'section_id' }) sectionId: string;
  @PrimaryColumn('uuid', { name: 'question_id' }) questionId: string;
}
