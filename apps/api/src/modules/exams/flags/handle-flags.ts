import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { requireVersion } from '../../../platform/http/etag.js';
import { Audit } from '../../audit/index.js';
import { BankScope } from '../../questions/index.js';
import { FlagRepository } from './flag.repository.js';

/** 已处理: somebody has looked at what a question version shows, and says what came of it. It comes back by `wantsLook`. */
@Injectable()
export class HandleFlags {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly banks: BankScope,
    private readonly flags: FlagRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, versionId: string, version: number, note: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const flagged = (await this.flags.lock(tx, [versionId])).get(versionId);
      if (!flagged) throw new DomainError('not-found');
      const parameters: unknown[] = [flagged.questionId];
      const reached = this.banks.reaches(tx, 'questions.question.write', 'o', parameters);
      const owner = await tx.one<{ id: string }>(
        `SELECT o.id FROM question q JOIN organisation o ON o.id = q.organisation_id WHERE q.id = $1 AND ${reached}`,
        parameters,
      );
      if (!owner) throw new DomainError('not-found');
      requireVersion(version, flagged.version);
      const { accountId, name } = ctx.account;
      await this.flags.handle(tx, versionId, { note: note.trim(), accountId, name }, this.clock.now());
      await this.audit.append(tx, {
        action: 'questions.flags.handle',
        subject: { type: 'question', id: flagged.questionId },
        organisationId: owner.id,
        detail: { versionId, flags: flagged.flags, asked: flagged.asked },
      });
    });
  }
}
