import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RosterPreview } from './roster-import.dto.js';

/** A file that was looked at. Its rows are encrypted until they are confirmed or forgotten; the preview holds masks only. */
@Entity('roster_import')
export class RosterImportRow {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  organisation_id: string;

  @Column({ type: 'text' })
  file_name: string;

  @Column({ type: 'text' })
  file_sha256: string;

  @Column({ type: 'text' })
  status: 'previewed' | 'confirmed';

  @Column({ type: 'jsonb' })
  preview: RosterPreview;

  @Column({ type: 'text', nullable: true })
  rows_cipher: string | null;

  @Column({ type: 'uuid' })
  created_by: string;

  @Column({ type: 'timestamptz' })
  created_at: Date;

  @Column({ type: 'timestamptz', nullable: true })
  confirmed_at: Date | null;
}
