import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { UnreadableFileError, readQuestionFile, type ReadResult } from '@zhian/question-bank';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { ReadReply } from './read-question-file.worker.js';

/** At most so many files are read at once, and so many wait: exams come before imports (contract 23). */
const READING = 2;
const WAITING = 8;
const TIMEOUT_MS = 40_000;
const MEMORY_MB = 768;

/**
 * Reads question files beside the event loop, in a worker thread with limited memory and time. Run from TypeScript
 * sources (tests), where there is no compiled worker, it reads in place; the limits of the library hold in both.
 */
@Injectable()
export class QuestionFileReader {
  private reading = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly workerFile = new URL('./read-question-file.worker.js', import.meta.url);

  async read(file: { readonly bytes: Uint8Array; readonly fileName: string }): Promise<ReadResult> {
    await this.takeTurn();
    try {
      return existsSync(this.workerFile) ? await this.readInWorker(file) : await readQuestionFile(file);
    } catch (error) {
      if (error instanceof UnreadableFileError && error.code === 'file-too-large') {
        throw new DomainError('payload-too-large', { limit: `${error.params['limit']} MB` });
      }
      if (error instanceof UnreadableFileError)
        throw new DomainError('question-file-unreadable', { reason: error.message, code: error.code });
      throw error;
    } finally {
      const next = this.waiting.shift();
      // The turn is handed on, not given back, so that nobody slips in between.
      if (next) next();
      else this.reading -= 1;
    }
  }

  private async takeTurn(): Promise<void> {
    if (this.reading < READING) {
      this.reading += 1;
      return;
    }
    if (this.waiting.length >= WAITING) throw new DomainError('service-busy', { seconds: 10 });
    await new Promise<void>((resolve) => void this.waiting.push(resolve));
  }

  private readInWorker(file: { readonly bytes: Uint8Array; readonly fileName: string }): Promise<ReadResult> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(this.workerFile, {
        workerData: file,
        resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      });
      const tooHeavy = (): void =>
        reject(
          new DomainError('question-file-unreadable', {
            reason: '这份文件太复杂，没有读完。请只复制题目到新表格，或拆成几份再导。',
          }),
        );
      const timer = setTimeout(() => {
        tooHeavy();
        void worker.terminate();
      }, TIMEOUT_MS);
      worker.once('message', (reply: ReadReply) => {
        if ('result' in reply) resolve(reply.result);
        else reject(new UnreadableFileError(reply.unreadable, reply.params));
      });
      worker.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooHeavy();
        else reject(error);
      });
      worker.once('exit', () => {
        clearTimeout(timer);
        reject(new Error('the reader of question files ended without an answer'));
      });
    });
  }
}
