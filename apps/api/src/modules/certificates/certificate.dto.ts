import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { PageQuery } from '../../platform/http/page.js';
import type { CertificateStatus } from './certificate-fields.js';

export const CERTIFICATE_STATUSES = ['valid', 'expired', 'revoked', 'superseded'] as const;
const VERIFICATION_STATUSES = [...CERTIFICATE_STATUSES, 'unknown', 'invalid'] as const;
export type VerificationStatus = (typeof VERIFICATION_STATUSES)[number];

export class Certificate {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ example: '140428-2026-PX-7K2M-9QXD-4HTC' })
  number!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty()
  holderName!: string;
  @ApiProperty({ description: 'The enterprise where the holder worked' })
  organisationName!: string;
  @ApiProperty()
  programme!: string;
  @ApiProperty({ format: 'date' })
  issuedOn!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last day of validity; null: no end' })
  validUntil!: string | null;
  @ApiProperty({ enum: CERTIFICATE_STATUSES })
  status!: CertificateStatus;
  @ApiProperty()
  verificationCode!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Hundredths of a point' })
  scoreHundredths!: number | null;
  @ApiProperty({ format: 'uuid', description: 'The attempt that earned it' })
  attemptId!: string;
  @ApiProperty({ format: 'uuid' })
  planId!: string;
  @ApiProperty({ format: 'uuid' })
  personId!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  revokedOn!: string | null;
  @ApiProperty({ type: String, nullable: true })
  revokedReason!: string | null;
}

export class CertificateQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  personId?: string;

  @ApiPropertyOptional({ enum: CERTIFICATE_STATUSES })
  @IsOptional()
  @IsIn(CERTIFICATE_STATUSES)
  status?: CertificateStatus;

  @ApiPropertyOptional({ description: 'Part of a name, or a whole number' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  q?: string;
}

export class RevocationDto {
  @ApiProperty({ description: 'Shown on the public page' })
  @IsString()
  @Length(2, 200)
  @Matches(/\S.*\S/s)
  reason!: string;
}

export class VerifiedCertificate {
  @ApiProperty()
  number!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty({ example: '赵*林' })
  holderName!: string;
  @ApiProperty({ example: '140499********0017' })
  holderIdMasked!: string;
  @ApiProperty()
  organisation!: string;
  @ApiProperty()
  post!: string;
  @ApiProperty()
  programme!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  startOn!: string | null;
  @ApiProperty({ format: 'date' })
  endOn!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Hundredths of a 学时' })
  requiredHours!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Hundredths of a 学时' })
  completedHours!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Hundredths of a point' })
  scoreHundredths!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Hundredths of a point' })
  passHundredths!: number | null;
  @ApiProperty()
  assessment!: string;
  @ApiProperty()
  issuer!: string;
  @ApiProperty({ format: 'date' })
  issuedOn!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  validUntil!: string | null;
}

export class VerificationSignature {
  @ApiProperty({ example: 'Ed25519' })
  algorithm!: string;
  @ApiProperty()
  keyId!: string;
  @ApiProperty({ description: 'base64url; over the unmasked fields, which the file carries' })
  value!: string;
}

export class Verification {
  @ApiProperty({
    enum: VERIFICATION_STATUSES,
    description: 'invalid: there is such a record, but its signature does not hold; nothing of it is shown',
  })
  status!: VerificationStatus;
  @ApiProperty({ format: 'date-time' })
  checkedAt!: string;
  @ApiProperty({ type: VerifiedCertificate, nullable: true })
  certificate!: VerifiedCertificate | null;
  @ApiProperty({ type: VerificationSignature, nullable: true })
  signature!: VerificationSignature | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  revokedOn!: string | null;
  @ApiProperty({ type: String, nullable: true })
  revokedReason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'superseded: the number of the one that counts instead' })
  replacedBy!: string | null;
}

export class VerificationKey {
  @ApiProperty()
  keyId!: string;
  @ApiProperty({ example: 'Ed25519' })
  algorithm!: string;
  @ApiProperty({ description: 'SPKI in PEM' })
  publicKeyPem!: string;
}

export class VerificationKeys {
  @ApiProperty({ type: [VerificationKey] })
  keys!: VerificationKey[];
}
