import { Injectable } from '@nestjs/common';
import { hasWorker, runAside } from '../../../platform/workers/aside.js';
import { groupQuestions, type QuestionGroup } from './group-questions.js';
import type { GroupingData } from './group-questions.worker.js';

const TIMEOUT_MS = 120_000;
const MEMORY_MB = 768;

/**
 * Groups beside the event loop: thirty thousand questions take seconds of computing. Run from TypeScript sources (tests), where
 * there is no compiled worker, it groups in place.
 */
@Injectable()
export class QuestionGrouper {
  private readonly workerFile = new URL('./group-questions.worker.js', import.meta.url);

  async group(questions: GroupingData['questions'], distinct: GroupingData['distinct']): Promise<QuestionGroup[]> {
    if (!hasWorker(this.workerFile)) return groupQuestions(questions, distinct);
    return runAside<QuestionGroup[]>({
      workerFile: this.workerFile,
      data: { questions, distinct } satisfies GroupingData,
      timeoutMs: TIMEOUT_MS,
      memoryMb: MEMORY_MB,
    });
  }
}
