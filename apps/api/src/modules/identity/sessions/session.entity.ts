import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KioskEntry } from '../../../platform/http/context.js';

@Entity('session')
export class SessionEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  /** SHA-256 of the token; the token itself is nowhere. */
  @Column('text', { name: 'token_hash', unique: true })
  tokenHash!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column('text', { name: 'user_agent', nullable: true })
  userAgent!: string | null;

  /** The shared device that it was opened on; null for a person's own. */
  @Column('uuid', { name: 'kiosk_id', nullable: true })
  kioskId!: string | null;

  @Column('text', { name: 'kiosk_entry', nullable: true })
  kioskEntry!: KioskEntry | null;
}
