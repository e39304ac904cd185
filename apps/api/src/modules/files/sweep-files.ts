import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Ctx } from '../../platform/http/context.js';
import { Sweepers } from '../../platform/queue/sweepers.js';
import { Storage } from '../../platform/storage/storage.js';
import { StoredFileRepository } from './stored-file.repository.js';

const DAY_MS = 86_400_000;
const BATCH = 100;

/** Removes bytes that no row knows, a day after they were written: what a crash or a rolled-back request left behind. */
@Injectable()
export class SweepFiles implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly files: StoredFileRepository,
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly sweepers: Sweepers,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('files', 3_600_000, async () => void (await this.execute()));
  }

  /** The number of files removed in this round (at most one batch). */
  async execute(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - DAY_MS);
    return this.uow.run(Ctx.system('sweep-files'), async (tx) => {
      const intents = await this.files.takeOldIntents(tx, before, BATCH);
      const orphans = intents.filter((intent) => !intent.stored);
      for (const { id } of orphans) await this.storage.remove(id);
      await this.files.forgetIntents(
        tx,
        intents.map((intent) => intent.id),
      );
      return orphans.length;
    });
  }
}
