import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/db/tx.js';
import { Subscribers } from '../../platform/outbox/subscribers.js';
import { Audit } from '../audit/index.js';
import { attemptGraded, CertificatesOfAttempts } from '../exams/index.js';
import { requirementUnmet, type RequirementUnmet } from '../training-plans/index.js';
import { REGRADED } from './certificate.entity.js';
import { CertificateRepository } from './certificate.repository.js';
import { IssueCertificate } from './issue-certificate.js';
import { ReissueCertificate } from './reissue-certificate.js';

/**
 * After a re-grade: a certificate whose exam is not passed any more is revoked by the platform, for everybody to see at its
 * verification. Where another pass of the same person meets the requirement, its certificate takes the place. One whose exam is
 * still passed, with another result than it says, is issued anew.
 */
@Injectable()
export class FollowRegrades implements OnModuleInit {
  constructor(
    private readonly certificates: CertificateRepository,
    private readonly issue: IssueCertificate,
    private readonly reissue: ReissueCertificate,
    private readonly ofAttempts: CertificatesOfAttempts,
    private readonly audit: Audit,
    private readonly subscribers: Subscribers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.ofAttempts.register((tx, attemptIds) => this.certificates.byAttempts(tx, attemptIds));
    this.subscribers.register({
      name: 'certificates.requirement-unmet',
      event: requirementUnmet,
      handle: (tx, unmet) => this.execute(tx, unmet),
    });
    this.subscribers.register({
      name: 'certificates.attempt-graded',
      event: attemptGraded,
      handle: (tx, { attemptId }) => this.reissue.execute(tx, attemptId),
    });
  }

  async execute(tx: Tx, { planId, personId, attemptId }: RequirementUnmet): Promise<void> {
    const certificate = await this.certificates.lockUnearned(tx, planId, attemptId);
    if (!certificate) return;
    await this.certificates.revoke(tx, certificate.id, { at: this.clock.now(), reason: REGRADED, by: null });
    // The event of the other pass may have been delivered while this certificate stood in its way.
    const met = await this.certificates.standing(tx, planId, personId);
    if (met) await this.issue.execute(tx, met);
    await this.audit.append(tx, {
      action: 'certificates.certificate.revoke',
      subject: { type: 'certificate', id: certificate.id },
      organisationId: certificate.organisationId,
      detail: { number: certificate.number, reason: REGRADED, attemptId },
    });
  }
}
