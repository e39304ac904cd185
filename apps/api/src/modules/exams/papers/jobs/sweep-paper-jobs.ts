import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../../platform/http/context.js';
import { Sweepers } from '../../../../platform/queue/sweepers.js';
import { Storage } from '../../../../platform/storage/storage.js';
import { PaperJobRepository } from './paper-job.repository.js';

const EVERY_MS = 3_600_000;
const KEEP_MS = 7 * 86_400_000;
const BATCH = 50;

/** Files of print jobs hold names; they are removed after a week, and can be made again. */
@Injectable()
export class SweepPaperJobs implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sweepers: Sweepers,
    private readonly storage: Storage,
    private readonly jobs: PaperJobRepository,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('paper-job-files', EVERY_MS, async () => void (await this.execute()));
  }

  /** The number of files removed in this round (at most one batch). Bytes first: an interrupted round is done again. */
  async execute(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEEP_MS);
    return this.uow.run(Ctx.system('paper-job-files'), async (tx) => {
      const files = await this.jobs.expire(tx, before, BATCH);
      for (const file of files) await this.storage.remove(file);
      return files.length;
    });
  }
}
