import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 答题卡照片: what the keyed-in letters can be held against, kept with the attempt. */
@Entity('paper_photo')
export class PaperPhotoRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'paper_id' }) paperId: string;
  /** The stored document. */
  @Column('uuid', { name: 'file_id' }) fileId: string;
  @Column('text') sha256: string;
  /** Pixels. */
  @Column('integer') width: number;
  @Column('integer') height: number;
  @Column('uuid', { name: 'added_by' }) addedBy: string;
  @Column('text', { name: 'added_by_name' }) addedByName: string;
  @Column({ type: 'timestamptz', name: 'added_at', precision: 3 }) addedAt: Date;
}
