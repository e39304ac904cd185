import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IdType } from './id-document.js';

/**
 * A human being, once, whoever employs him. The document's number and the phone are encrypted (purposes 'person.id',
 * 'person.phone') and found by keyed hash; only masks are shown.
 */
@Entity('person')
export class PersonRow {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  id_type: IdType;

  @Column({ type: 'text' })
  id_cipher: string;

  @Column({ type: 'text', unique: true })
  id_hash: string;

  @Column({ type: 'text' })
  id_masked: string;

  @Column({ type: 'text', nullable: true })
  phone_cipher: string | null;

  @Column({ type: 'text', nullable: true })
  phone_hash: string | null;

  @Column({ type: 'text', nullable: true })
  phone_masked: string | null;

  @Column({ type: 'timestamptz' })
  created_at: Date;

  @Column({ type: 'integer', default: 1 })
  version: number;
}
