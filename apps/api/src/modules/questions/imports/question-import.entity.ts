import type { QuestionDraft } from '@zhian/question-bank';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ImportPreview } from './import-preview.js';

/** What rows get that say nothing themselves. */
export interface ImportDefaults {
  readonly postId: string | null;
  readonly category: 'general' | 'professional' | null;
  readonly knowledgePoint: string | null;
}

/** A question of the file that was new when the preview was made, with its place. */
export interface ImportDraft {
  readonly draft: QuestionDraft;
  readonly fingerprint: string;
}

/** 导入. Until it is confirmed nothing of it is in the bank; afterwards its drafts are dropped. */
@Entity('question_import')
export class QuestionImportRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('text', { name: 'file_sha256' }) fileSha256: string;
  @Column('text') status: 'previewed' | 'confirmed';
  @Column('jsonb') defaults: ImportDefaults;
  @Column('jsonb') preview: ImportPreview;
  @Column('jsonb') drafts: ImportDraft[];
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt: Date | null;
}
