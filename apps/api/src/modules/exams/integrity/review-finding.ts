import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { requireVersion } from '../../../platform/http/etag.js';
import { Audit } from '../../audit/index.js';
import type { FindingReviewInput } from './integrity.dto.js';
import { IntegrityRepository } from './integrity.repository.js';
import { IntegrityScope } from './integrity-scope.js';

/** 看过了: what somebody made of a finding, for the record. It changes no score and tells no candidate. */
@Injectable()
export class ReviewFinding {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: IntegrityScope,
    private readonly findings: IntegrityRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string, version: number, { outcome, note }: FindingReviewInput): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const finding = await this.findings.lock(tx, id);
      if (!finding) throw new DomainError('not-found');
      const { session, organisation } = await this.scope.find(tx, 'exams.integrity.review', finding.sessionId);
      requireVersion(version, finding.version);
      const { accountId, name } = ctx.account;
      await this.findings.review(
        tx,
        id,
        { outcome, note: note?.trim() ?? null, account: { id: accountId, name } },
        this.clock.now(),
      );
      await this.audit.append(tx, {
        action: 'exams.integrity.review',
        subject: { type: 'exam-session', id: session.id },
        organisationId: organisation.enterprise_id,
        detail: { findingId: id, kind: finding.kind, attemptIds: finding.attemptIds, outcome },
      });
    });
  }
}
