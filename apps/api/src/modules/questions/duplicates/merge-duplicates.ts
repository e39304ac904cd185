import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { BankScope, type Bank } from '../bank-scope.js';
import { QuestionRepository } from '../question.repository.js';
import { DuplicateRepository } from './duplicate.repository.js';

export interface SeenGroup {
  readonly organisationId?: string | undefined;
  readonly groupId: string;
  /** The questions of the group that were looked at: others mean that it has changed. */
  readonly questionIds: readonly string[];
}

/** What somebody decides about a group of near-duplicates: one of them is kept, or they are different questions after all. */
@Injectable()
export class MergeDuplicates {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly questions: QuestionRepository,
    private readonly duplicates: DuplicateRepository,
    private readonly audit: Audit,
  ) {}

  /** The others are no longer used; their posts and their usage go to the one that is kept. */
  async merge(ctx: Ctx, given: SeenGroup & { readonly keepId: string }): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const { bank, members } = await this.seen(tx, given, [given.keepId]);
      const others = members.filter((member) => member.id !== given.keepId);
      const own = others.filter((other) => other.organisationId === bank.organisationId).map((other) => other.id);
      const shared = others.filter((other) => other.organisationId !== bank.organisationId).map((other) => other.id);
      await this.duplicates.mergeInto(tx, bank.organisationId, given.keepId, { own, shared });
      await this.duplicates.leaveGroup(tx, bank.organisationId, given.groupId, given.questionIds);
      await this.audit.append(tx, {
        action: 'questions.duplicates.merge',
        subject: { type: 'question', id: given.keepId },
        organisationId: bank.organisationId,
        detail: { retired: own, hidden: shared },
      });
    });
  }

  /** Each of `distinct` is another question than all the rest of the group; it is remembered. */
  async distinguish(ctx: Ctx, given: SeenGroup & { readonly distinct: readonly string[] }): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const { bank, members } = await this.seen(tx, given, given.distinct);
      const pairs = given.distinct.flatMap((id) =>
        members.flatMap((other): [string, string][] => (other.id === id ? [] : [[id, other.id]])),
      );
      await this.duplicates.rememberDistinct(tx, bank.organisationId, pairs);
      await this.duplicates.leaveGroup(tx, bank.organisationId, given.groupId, given.distinct);
      await this.audit.append(tx, {
        action: 'questions.duplicates.distinguish',
        subject: { type: 'organisation', id: bank.organisationId },
        organisationId: bank.organisationId,
        detail: { distinct: given.distinct, from: members.map((member) => member.id) },
      });
    });
  }

  private async seen(
    tx: Tx,
    given: SeenGroup,
    named: readonly string[],
  ): Promise<{ bank: Bank; members: { id: string; organisationId: string }[] }> {
    const bank = await this.banks.toWrite(tx, 'questions.question.write', given.organisationId);
    await this.questions.lockBank(tx, bank.organisationId);
    const members = await this.duplicates.lockGroup(tx, bank.organisationId, given.groupId);
    if (members.length === 0) throw new DomainError('not-found');
    const seen = new Set(given.questionIds);
    if (members.length !== seen.size || members.some((member) => !seen.has(member.id)))
      throw new DomainError('duplicates-moved');
    if (named.some((id) => !seen.has(id))) throw new DomainError('duplicates-moved');
    return { bank, members };
  }
}
