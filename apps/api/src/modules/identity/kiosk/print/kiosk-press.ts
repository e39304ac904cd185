import { Injectable } from '@nestjs/common';
import { hasWorker, runAside } from '../../../../platform/workers/aside.js';
import { printCards, type BadgeJob, type SlipJob } from './print-cards.js';

const TIMEOUT_MS = 60_000;
const MEMORY_MB = 512;

/** Prints beside the event loop. Run from TypeScript sources (tests) it prints in place. */
@Injectable()
export class KioskPress {
  private readonly workerFile = new URL('./print-cards.worker.js', import.meta.url);

  badges(job: BadgeJob): Promise<Buffer> {
    return this.print(job);
  }

  slips(job: SlipJob): Promise<Buffer> {
    return this.print(job);
  }

  private async print(job: BadgeJob | SlipJob): Promise<Buffer> {
    const { workerFile } = this;
    const bytes = hasWorker(workerFile)
      ? await runAside<Uint8Array>({ workerFile, data: job, timeoutMs: TIMEOUT_MS, memoryMb: MEMORY_MB })
      : await printCards(job);
    return Buffer.from(bytes);
  }
}
