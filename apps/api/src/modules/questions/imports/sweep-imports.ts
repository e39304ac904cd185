import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Ctx } from '../../../platform/http/context.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';
import { QuestionImportRepository } from './question-import.repository.js';

const EVERY_MS = 15_000;
/** Many times what lies between two signs of life. */
const SILENT_MS = 30_000;
const KEEP_MS = 3 * 24 * 3_600_000;

/**
 * Ends what nobody goes on with: readings of a process that is gone, previews that nobody has confirmed for days, and
 * uploads whose refused rows nobody has asked for.
 */
@Injectable()
export class SweepImports implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly imports: QuestionImportRepository,
    private readonly sweepers: Sweepers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('question-imports', EVERY_MS, async () => void (await this.execute()));
  }

  /** The number of imports ended. */
  async execute(): Promise<number> {
    const now = this.clock.now().getTime();
    return this.uow.run(Ctx.system('question-imports'), async (tx) => {
      const silent = await this.imports.failSilent(
        tx,
        new Date(now - SILENT_MS),
        new DomainError('question-import-interrupted').detail,
      );
      const old = await this.imports.endOld(
        tx,
        new Date(now - KEEP_MS),
        new DomainError('question-import-gone').detail,
      );
      const ids = [...silent, ...old].map(({ id }) => id);
      await this.imports.forgetContent(tx, ids);
      await this.imports.forgetConfirmed(tx, new Date(now - KEEP_MS));
      return ids.length;
    });
  }
}
