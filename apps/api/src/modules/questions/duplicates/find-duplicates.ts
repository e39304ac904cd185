import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';
import { BankScope } from '../bank-scope.js';
import { QuestionRepository } from '../question.repository.js';
import { DuplicateRepository } from './duplicate.repository.js';
import { QuestionGrouper } from './question-grouper.js';

const EVERY_MS = 30_000;
const BATCH = 5;
/** What was written with an earlier time may be committed a little later; it is looked at once more. */
const MARGIN_MS = 30_000;

/** Compares the questions of a bank after they have changed, beside everything else, and keeps the groups it finds. */
@Injectable()
export class FindDuplicates implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sweepers: Sweepers,
    private readonly banks: BankScope,
    private readonly questions: QuestionRepository,
    private readonly duplicates: DuplicateRepository,
    private readonly grouper: QuestionGrouper,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('find-duplicates', EVERY_MS, async () => void (await this.execute()));
  }

  /** One batch of banks; returns how many were compared. */
  async execute(): Promise<number> {
    const stale = await this.uow.read(Ctx.system('find-duplicates'), (tx) => this.duplicates.staleBanks(tx, BATCH));
    for (const organisationId of stale) await this.compare(organisationId);
    return stale.length;
  }

  /** Nothing is locked while it computes; what is decided meanwhile is in the way of nobody and seen the next time. */
  async compare(organisationId: string): Promise<void> {
    const checkedAt = new Date(this.clock.now().getTime() - MARGIN_MS);
    const { questions, distinct } = await this.uow.read(Ctx.system('find-duplicates'), async (tx) => {
      const bank = await this.banks.of(tx, organisationId);
      return {
        questions: await this.duplicates.questionsOf(tx, bank),
        distinct: await this.duplicates.distinctPairs(tx, organisationId),
      };
    });
    const groups = await this.grouper.group(questions, distinct);
    await this.uow.run(Ctx.system('find-duplicates'), async (tx) => {
      await this.questions.lockBank(tx, organisationId);
      const now = await this.duplicates.distinctPairs(tx, organisationId);
      // Somebody decided while we computed: his word stands, and the next round knows it.
      if (now.length !== distinct.length) return;
      await this.duplicates.replaceGroups(tx, organisationId, groups, checkedAt);
    });
  }
}
