import { Injectable } from '@nestjs/common';
import { Clock, civilDate } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Audit } from '../audit/index.js';
import { OrganisationScope } from '../organisations/index.js';
import { certificateView } from './list-certificates.js';
import type { Certificate } from './certificate.dto.js';
import { CertificateRepository } from './certificate.repository.js';

/** 作废. Only whoever issued it, that is: in whose scope the plan's organisation lies. There is no way back. */
@Injectable()
export class RevokeCertificate {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly certificates: CertificateRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, id: string, reason: string): Promise<Certificate> {
    return this.uow.run(ctx, async (tx) => {
      const certificate = await this.certificates.lock(tx, id);
      if (!certificate) throw new DomainError('not-found');
      await this.scope.require(tx, 'certificates.certificate.revoke', certificate.organisationId);
      const issuer = await this.certificates.issuer(tx, certificate.planId);
      if (!issuer || !this.scope.filter(ctx, 'certificates.certificate.revoke').includes(issuer)) {
        throw new DomainError('certificate-issued-elsewhere', { issuer: certificate.fields.issuer });
      }
      if (certificate.revokedAt) throw new DomainError('certificate-revoked', { on: civilDate(certificate.revokedAt) });
      const revoked = { at: this.clock.now(), reason: reason.trim(), by: ctx.accountIdOrNull };
      await this.certificates.revoke(tx, id, revoked);
      await this.audit.append(tx, {
        action: 'certificates.certificate.revoke',
        subject: { type: 'certificate', id },
        organisationId: certificate.organisationId,
        detail: { number: certificate.number, reason: revoked.reason },
      });
      return certificateView(
        {
          ...certificate,
          status: 'revoked',
          revokedAt: revoked.at,
          revokedReason: revoked.reason,
          revokedBy: revoked.by,
        },
        this.clock.today(),
      );
    });
  }
}
