import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { groupQuestions, type BankQuestion, type QuestionGroup } from './group-questions.js';

const TIMEOUT_MS = 120_000;
const MEMORY_MB = 768;

/**
 * Groups beside the event loop: thirty thousand questions take seconds of computing. Run from TypeScript sources (tests), where
 * there is no compiled worker, it groups in place.
 */
@Injectable()
export class QuestionGrouper {
  private readonly workerFile = new URL('./group-questions.worker.js', import.meta.url);

  async group(
    questions: readonly BankQuestion[],
    distinct: readonly (readonly [string, string])[],
  ): Promise<QuestionGroup[]> {
    return existsSync(this.workerFile)
      ? this.groupInWorker({ questions, distinct })
      : groupQuestions(questions, distinct);
  }

  private groupInWorker(workerData: object): Promise<QuestionGroup[]> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(this.workerFile, {
        workerData,
        resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      });
      const timer = setTimeout(() => {
        reject(new Error('the questions of a bank were not compared in time'));
        void worker.terminate();
      }, TIMEOUT_MS);
      worker.once('message', (groups: QuestionGroup[]) => resolve(groups));
      worker.once('error', reject);
      worker.once('exit', () => {
        clearTimeout(timer);
        reject(new Error('the comparison of questions ended without an answer'));
      });
    });
  }
}
