import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '../files/index.js';
import { ExamsModule } from '../exams/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import './certificates.errors.js';
import './certificates.permissions.js';
import { CertificateAccess } from './certificate-access.js';
import { CertificateController } from './certificate.controller.js';
import { CertificateHoldRow, CertificateRow } from './certificate.entity.js';
import { CertificatePress } from './certificate-press.js';
import { CertificateRepository } from './certificate.repository.js';
import { FollowRegrades } from './follow-regrades.js';
import { IssueCertificate } from './issue-certificate.js';
import { ListCertificates } from './list-certificates.js';
import { ReadCertificateFile } from './read-certificate-file.js';
import { ReissueCertificate } from './reissue-certificate.js';
import { RevokeCertificate } from './revoke-certificate.js';
import { ShowVerification } from './show-verification.js';
import { StoreCertificateFile } from './store-certificate-file.js';
import { VerificationController } from './verification.controller.js';
import { VerifyCertificates } from './verify-certificates.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([CertificateRow, CertificateHoldRow]),
    OrganisationsModule,
    FilesModule,
    ExamsModule,
  ],
  controllers: [CertificateController, VerificationController],
  providers: [
    CertificateRepository,
    CertificatePress,
    CertificateAccess,
    FollowRegrades,
    IssueCertificate,
    StoreCertificateFile,
    ReadCertificateFile,
    ListCertificates,
    ReissueCertificate,
    RevokeCertificate,
    ShowVerification,
    VerifyCertificates,
  ],
  exports: [IssueCertificate, StoreCertificateFile, RevokeCertificate, VerifyCertificates],
})
export class CertificatesModule {}
