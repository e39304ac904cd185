import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Which question lies in which place of a pack: version id, and its options' order as digits, «2031» for «the option in place 0
 * is the stored option 2».
 */
export type PackLayout = readonly (readonly [versionId: string, optionOrder: string])[];

/** 考卷包: the questions of a session's pool, encrypted one by one, to be fetched before the start. */
@Entity('exam_pack')
export class PackRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'session_id' }) sessionId: string;
  /** null, as the columns below: the pool is too large for a pack, or the exam is over and it was removed. */
  @Column('uuid', { name: 'file_id', nullable: true }) fileId: string | null;
  /** Bytes. */
  @Column('integer', { nullable: true }) size: number | null;
  /** Of the encrypted file, in hexadecimal. */
  @Column('text', { nullable: true }) sha256: string | null;
  @Column('jsonb', { nullable: true, select: false }) layout: PackLayout | null;
  /** The master key, encrypted by FieldCipher. */
  @Column('text', { name: 'sealed_key', nullable: true, select: false }) sealedKey: string | null;
  @Column({ type: 'timestamptz', name: 'built_at', precision: 3 }) builtAt: Date;
}
