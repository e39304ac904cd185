import { Injectable } from '@nestjs/common';
import { hasWorker, runAside } from '../../../platform/workers/aside.js';
import { printPapers, type PrintJob } from './print-papers.js';

const TIMEOUT_MS = 120_000;
const MEMORY_MB = 768;

/** Prints beside the event loop: fifty papers are seconds of computing. Run from TypeScript sources (tests) it prints in place. */
@Injectable()
export class PaperPress {
  private readonly workerFile = new URL('./print-papers.worker.js', import.meta.url);

  async print(job: PrintJob): Promise<Buffer> {
    const bytes = hasWorker(this.workerFile)
      ? await runAside<Uint8Array>({
          workerFile: this.workerFile,
          data: job,
          timeoutMs: TIMEOUT_MS,
          memoryMb: MEMORY_MB,
        })
      : await printPapers(job);
    return Buffer.from(bytes);
  }
}
