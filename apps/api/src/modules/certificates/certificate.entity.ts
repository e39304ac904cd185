import type { CertificateFields, CertificateSignature } from '@zhian/certificates';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 培训合格证明. `fields` is what is printed and signed; the database refuses to change it (migration certificates-create). */
@Entity('certificate')
export class CertificateRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') number: string;
  @Column('text', { name: 'verification_code' }) verificationCode: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  /** The enterprise where the holder worked. */
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'plan_id' }) planId: string;
  @Column('uuid', { name: 'attempt_id' }) attemptId: string;
  @Column('text') period: string;
  @Column('jsonb') fields: CertificateFields;
  @Column('jsonb') signature: CertificateSignature;
  /** Set together, once, when the bytes are stored. */
  @Column('uuid', { name: 'file_id', nullable: true }) fileId: string | null;
  @Column('text', { name: 'file_sha256', nullable: true }) fileSha256: string | null;
  @Column('text') status: 'effective' | 'revoked';
  @Column('date', { name: 'issued_on' }) issuedOn: string;
  @Column('timestamptz', { name: 'issued_at' }) issuedAt: Date;
  @Column('date', { name: 'valid_until', nullable: true }) validUntil: string | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column('text', { name: 'revoked_reason', nullable: true }) revokedReason: string | null;
  @Column('uuid', { name: 'revoked_by', nullable: true }) revokedBy: string | null;
  /** The one that says the corrected result. */
  @Column('uuid', { name: 'superseded_by', nullable: true }) supersededBy: string | null;
}

/** Why the platform itself revokes: said on the public page of verification. */
export const REGRADED = '考试题目更正后成绩不合格，证明作废';
export const CORRECTED = '考试题目更正后成绩有变，已换发新证明';

export type HoldReason = 'unprintable' | 'not-employed';

/** Earned but not printable as things stand; tried again by the sweeper. */
@Entity('certificate_hold')
export class CertificateHoldRow {
  @PrimaryColumn('uuid', { name: 'requirement_id' }) requirementId: string;
  @PrimaryColumn('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'attempt_id' }) attemptId: string;
  @Column('timestamptz', { name: 'met_at' }) metAt: Date;
  @Column('text') reason: HoldReason;
  @Column('text') detail: string;
  @Column('timestamptz', { name: 'held_at' }) heldAt: Date;
  @Column('timestamptz', { name: 'tried_at' }) triedAt: Date;
}
