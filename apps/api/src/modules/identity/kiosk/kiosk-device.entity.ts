import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A tablet or computer that many people use in turn. */
@Entity('kiosk_device')
export class KioskDeviceEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  place!: string | null;

  @Column('uuid', { name: 'exam_session_id', nullable: true })
  examSessionId!: string | null;

  @Column('text', { name: 'pairing_hash', nullable: true, unique: true })
  pairingHash!: string | null;

  @Column('timestamptz', { name: 'pairing_expires_at', nullable: true })
  pairingExpiresAt!: Date | null;

  @Column('text', { name: 'credential_hash', nullable: true, unique: true })
  credentialHash!: string | null;

  @Column('timestamptz', { name: 'paired_at', nullable: true })
  pairedAt!: Date | null;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  /** A badge is enough without the PIN. */
  @Column('boolean', { name: 'badge_alone' })
  badgeAlone!: boolean;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('uuid', { name: 'created_by' })
  createdBy!: string;
}
