import type { FileCorrections } from '@zhian/question-bank';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ImportPreview } from './import-preview.js';

/** What rows get that say nothing themselves. */
export interface ImportDefaults {
  readonly postId: string | null;
  readonly category: 'general' | 'professional' | null;
  readonly knowledgePoint: string | null;
  readonly sourceClause: string | null;
}

export type ImportStatus = 'reading' | 'previewed' | 'confirmed' | 'cancelled' | 'failed';

/** 导入. Until it is confirmed nothing of it is in the bank; its rows and the file lie in tables of their own. */
@Entity('question_import')
export class QuestionImportRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('text', { name: 'file_sha256' }) fileSha256: string;
  @Column('text') status: ImportStatus;
  @Column('jsonb') defaults: ImportDefaults;
  /** null before the first reading has ended. */
  @Column('jsonb', { nullable: true }) preview: ImportPreview | null;
  @Column('integer', { name: 'reading_no' }) readingNo: number;
  @Column('integer', { name: 'progress_done' }) progressDone: number;
  @Column('integer', { name: 'progress_total' }) progressTotal: number;
  @Column('timestamptz', { name: 'beat_at', nullable: true }) beatAt: Date | null;
  /** zh-CN */
  @Column('text', { nullable: true }) failure: string | null;
  /** As read: given by a person, or remembered. */
  @Column('jsonb') corrections: Partial<FileCorrections>;
  @Column('boolean', { name: 'keep_unrecognised' }) keepUnrecognised: boolean;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt: Date | null;
}
