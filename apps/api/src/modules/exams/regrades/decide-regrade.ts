import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { CorrectKey } from '../../questions/index.js';
import { decisionOf } from './preview-regrade.js';
import { correctionOf, regradeRefusal, type RegradeAction, type RegradeStatus } from './regrade.js';
import type { RegradeRow } from './regrade.entity.js';
import { RegradeRepository } from './regrade.repository.js';
import { RegradeStanding } from './regrade-standing.js';

const OUTCOME: Readonly<Record<RegradeAction, RegradeStatus>> = {
  approve: 'applying',
  reject: 'rejected',
  withdraw: 'withdrawn',
};

/** 批准、不同意、撤回. A second person approves; from COMMIT on every grading goes by it, and ApplyRegrades does the rest. */
@Injectable()
export class DecideRegrade {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly standing: RegradeStanding,
    private readonly regrades: RegradeRepository,
    private readonly bank: CorrectKey,
    private readonly audit: Audit,
  ) {}

  approve(ctx: Ctx, id: string, note: string | null): Promise<void> {
    return this.decide(ctx, id, 'approve', note, 'exams.regrade.approve');
  }

  reject(ctx: Ctx, id: string, note: string): Promise<void> {
    return this.decide(ctx, id, 'reject', note, 'exams.regrade.approve');
  }

  withdraw(ctx: Ctx, id: string): Promise<void> {
    return this.decide(ctx, id, 'withdraw', null, 'exams.regrade.request');
  }

  private async decide(
    ctx: Ctx,
    id: string,
    action: RegradeAction,
    note: string | null,
    permission: string,
  ): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const regrade = await this.regrades.lock(tx, id);
      if (!regrade) throw new DomainError('not-found');
      const sessionIds = await this.regrades.scopeOf(tx, id);
      const standing = await this.standing.of(tx, permission, sessionIds, regrade.versionId);
      if (standing.reach === 'none') throw new DomainError('not-found');
      await this.standing.refuseCandidates(tx, sessionIds);
      const refusal = regradeRefusal(regrade, action, standing);
      if (refusal) throw new DomainError(refusal);
      const decided = {
        decidedBy: ctx.accountIdOrNull,
        decidedByName: ctx.actorName,
        decidedAt: this.clock.now(),
        decisionNote: note?.trim() || null,
      };
      await this.regrades.update(tx, id, {
        status: OUTCOME[action],
        ...decided,
        ...(action === 'approve' ? await this.takeEffect(tx, regrade, sessionIds) : {}),
      });
      const record = {
        subject: { type: 'exam-regrade', id },
        organisationId: await this.regrades.enterpriseOf(tx, regrade),
        detail: { examSessionId: regrade.sessionId, versionId: regrade.versionId },
      };
      if (action === 'approve') await this.audit.append(tx, { action: 'exams.regrade.approve', ...record });
      else if (action === 'reject') await this.audit.append(tx, { action: 'exams.regrade.reject', ...record });
      else await this.audit.append(tx, { action: 'exams.regrade.withdraw', ...record });
    });
  }

  private async takeEffect(
    tx: Tx,
    regrade: RegradeRow,
    sessionIds: readonly string[],
  ): Promise<Pick<RegradeRow, 'bankOutcome'>> {
    const { id, versionId, kind, policy, correct } = regrade;
    await this.regrades.lockSessions(tx, sessionIds);
    if (await this.regrades.applyingAmong(tx, sessionIds)) throw new DomainError('regrade-running');
    const decision = decisionOf({ kind, policy, key: correct });
    await this.regrades.addCorrection(tx, sessionIds, correctionOf(id, versionId, decision));
    return {
      bankOutcome:
        regrade.mendsBank && decision.kind === 'key'
          ? await this.bank.execute(tx, versionId, decision.correct, regrade.reason)
          : null,
    };
  }
}
