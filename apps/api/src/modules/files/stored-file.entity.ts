import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Pictures are shown to people by GET /files/{id}; documents leave only through the module that stored them. */
export type FilePurpose = 'picture' | 'document';

/** The closed list of what is stored. SVG never comes from a user (law A26). */
export const MEDIA_TYPES = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/svg+xml',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.zhian.question-pack',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** 文件. The bytes lie in Storage under the same id. */
@Entity('stored_file')
export class StoredFileRow {
  @PrimaryColumn('uuid') id: string;
  /** null: belongs to the platform and may be seen by everybody who is signed in. */
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('text') purpose: FilePurpose;
  /** Shown, never used as a path (law A21). */
  @Column('text') name: string;
  @Column('text', { name: 'media_type' }) mediaType: MediaType;
  /** Bytes. */
  @Column('bigint') size: string;
  @Column('text') sha256: string;
  /** Pixels; null for documents, and for pictures stored before they were measured. */
  @Column('integer', { nullable: true }) width: number | null;
  @Column('integer', { nullable: true }) height: number | null;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

/** Bytes on their way: written before they are, removed with the row's transaction. What stays behind is swept. */
@Entity('file_intent')
export class FileIntentRow {
  @PrimaryColumn('uuid') id: string;
  @Column('timestamptz', { name: 'begun_at' }) begunAt: Date;
}
