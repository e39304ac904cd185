import { Column, Entity, PrimaryColumn } from 'typeorm';

/** This person has read this section, in this wording. */
@Entity('section_reading')
export class SectionReadingRow {
  @PrimaryColumn('uuid', { name: 'person_id' }) personId: string;
  @PrimaryColumn('uuid', { name: 'section_id' }) sectionId: string;
  @Column('timestamptz', { name: 'read_at' }) readAt: Date;
}

/** 签收「我已学习」, for one pair of versions. */
@Entity('handbook_receipt')
export class HandbookReceiptRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'post_id' }) postId: string;
  @Column('uuid', { name: 'general_version_id', nullable: true }) generalVersionId: string | null;
  @Column('uuid', { name: 'professional_version_id', nullable: true }) professionalVersionId: string | null;
  @Column('timestamptz') at: Date;
}
