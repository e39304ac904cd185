import { Injectable } from '@nestjs/common';
import { findSimilarPairs, type ComparedPaper, type Similarity } from '@zhian/question-bank';
import { hasWorker, runAside, TooHeavyError } from '../../../platform/workers/aside.js';

const TIMEOUT_MS = 300_000;
const MEMORY_MB = 768;

/**
 * Compares the papers of an exam beside the event loop: a thousand papers are half a million pairs and seconds of computing. Run
 * from TypeScript sources (tests), where there is no compiled worker, it compares in place.
 */
@Injectable()
export class PaperComparer {
  private readonly workerFile = new URL('./compare-papers.worker.js', import.meta.url);

  /** null: too few papers to say anything, or more than can be compared in time. */
  async compare(papers: readonly ComparedPaper[]): Promise<Similarity | null> {
    if (!hasWorker(this.workerFile)) return findSimilarPairs(papers);
    const job = { workerFile: this.workerFile, data: papers, timeoutMs: TIMEOUT_MS, memoryMb: MEMORY_MB };
    return runAside<Similarity | null>(job).catch((error: unknown) => {
      if (error instanceof TooHeavyError) return null;
      throw error;
    });
  }
}
