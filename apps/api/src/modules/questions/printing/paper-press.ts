import { Injectable } from '@nestjs/common';
import { hasWorker, runAside } from '../../../platform/workers/aside.js';
import { printBooklet, type BookletJob, type BookletMessage } from './print-booklet.js';
import { printPapers, type PrintJob } from './print-papers.js';
import type { PrintedDocument } from './printed-document.js';

const TIMEOUT_MS = 120_000;
const BOOKLET_TIMEOUT_MS = 1_800_000;
const MEMORY_MB = 768;

export interface BookletEnds {
  /** null: that was the last. */
  next(): Promise<PrintedDocument | null>;
  write(bytes: Uint8Array): Promise<void>;
}

/** Prints beside the event loop: fifty papers are seconds of computing. Run from TypeScript sources (tests) it prints in place. */
@Injectable()
export class PaperPress {
  private readonly bookletFile = new URL('./print-booklet.worker.js', import.meta.url);
  private readonly workerFile = new URL('./print-papers.worker.js', import.meta.url);

  /** One file of many papers, which are asked for one by one; what is made of them is handed over as it comes. */
  async booklet(job: BookletJob, ends: BookletEnds, signal: AbortSignal): Promise<void> {
    const onMessage = (said: BookletMessage): Promise<PrintedDocument | null | void> =>
      'bytes' in said ? ends.write(said.bytes) : ends.next();
    if (!hasWorker(this.bookletFile)) return printBooklet(job, onMessage);
    await runAside<null, BookletMessage>({
      workerFile: this.bookletFile,
      data: job,
      timeoutMs: BOOKLET_TIMEOUT_MS,
      memoryMb: MEMORY_MB,
      onMessage,
      signal,
    });
  }

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
