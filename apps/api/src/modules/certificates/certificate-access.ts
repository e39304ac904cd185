import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { OrganisationScope } from '../organisations/index.js';
import { CertificateRepository, type StoredCertificate } from './certificate.repository.js';

const READ = 'certificates.certificate.read';

@Injectable()
export class CertificateAccess {
  constructor(
    private readonly scope: OrganisationScope,
    private readonly certificates: CertificateRepository,
  ) {}

  /** A person's own certificate, or one of an enterprise in scope; anything else is «not found». */
  async requireOwnOrInScope(tx: ReadTx, id: string): Promise<StoredCertificate> {
    const certificate = await this.certificates.find(tx, id);
    if (!certificate) throw new DomainError('not-found');
    const { actor } = tx.ctx;
    if (actor.kind === 'account' && actor.personId === certificate.personId) return certificate;
    await this.scope.require(tx, READ, certificate.organisationId);
    return certificate;
  }
}
