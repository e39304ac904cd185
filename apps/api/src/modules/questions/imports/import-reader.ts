import { Injectable } from '@nestjs/common';
import { UnreadableFileError, writeRefusedRows, type FileCorrections } from '@zhian/question-bank';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { TooHeavyError, hasWorker, runAside } from '../../../platform/workers/aside.js';
import { Turns } from '../../../platform/workers/turns.js';
import type { ImportPreview } from './import-preview.js';
import { prepareImport, type PrepareInput, type PrepareReply, type PrepareSink } from './prepare-import.js';
import type { PrepareAnswer, PrepareMessage } from './prepare-import.worker.js';
import type { RefusedRowsInput } from './write-refused-rows.worker.js';

/** At most so many files are read at once, and so many wait: exams come before imports (contract 23). */
const READING = 2;
const WAITING = 8;
/** A file that takes longer is refused. */
export const READ_WITHIN_MS = 180_000;
const MEMORY_MB = 1024;

export interface PreparedImport {
  readonly preview: ImportPreview;
  readonly corrections: Partial<FileCorrections>;
}

/**
 * Reads question files beside the event loop, in a worker thread with limited memory and time. Run from TypeScript
 * sources (tests), where there is no compiled worker, it reads in place; the limits of the library hold in both.
 */
@Injectable()
export class ImportReader {
  private readonly turns = new Turns(READING, WAITING);
  private readonly workerFile = new URL('./prepare-import.worker.js', import.meta.url);
  private readonly refusedWorkerFile = new URL('./write-refused-rows.worker.js', import.meta.url);

  /** Waits until few enough others read. @throws DomainError `service-busy` when too many wait already */
  turn<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.take(work);
  }

  /** To be called in its `turn`. @throws DomainError when the file cannot be read; what the sink throws; the reason of the signal */
  async prepare(input: PrepareInput, sink: PrepareSink, signal?: AbortSignal): Promise<PreparedImport> {
    const reply = await this.read(input, sink, signal);
    if ('preview' in reply) return reply;
    const { message } = new UnreadableFileError(reply.unreadable, reply.params);
    if (reply.unreadable === 'file-too-large')
      throw new DomainError('payload-too-large', { limit: `${reply.params['limit']} MB` });
    throw new DomainError('question-file-unreadable', { reason: message, code: reply.unreadable });
  }

  /** A workbook of what was refused; null when nothing was. The file was read before, so that nothing else is expected. */
  refusedRows(input: RefusedRowsInput): Promise<Uint8Array | null> {
    return this.turns.take(() =>
      hasWorker(this.refusedWorkerFile)
        ? notTooHeavy(
            runAside<Uint8Array | null>({
              workerFile: this.refusedWorkerFile,
              data: input,
              timeoutMs: READ_WITHIN_MS,
              memoryMb: MEMORY_MB,
            }),
          )
        : writeRefusedRows(input.file, input),
    );
  }

  private async read(input: PrepareInput, sink: PrepareSink, signal?: AbortSignal): Promise<PrepareReply> {
    if (!hasWorker(this.workerFile)) return prepareImport(input, sink, signal);
    return notTooHeavy(
      runAside<PrepareReply, PrepareMessage>({
        workerFile: this.workerFile,
        data: input,
        timeoutMs: READ_WITHIN_MS,
        memoryMb: MEMORY_MB,
        onMessage: (message) => passOn(message, sink),
        ...(signal ? { signal } : {}),
      }),
    );
  }
}

/** What the thread is answered: nothing, but for pictures. */
function passOn(message: PrepareMessage, sink: PrepareSink): Promise<PrepareAnswer> | void {
  if ('records' in message) return sink.rows(message.records);
  if ('picture' in message) return sink.picture(message.picture);
  if ('near' in message) return sink.near(message.near);
  if ('restart' in message) return sink.restart();
  return sink.progress(message.done, message.total);
}

async function notTooHeavy<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof TooHeavyError)) throw error;
    throw new DomainError('question-file-unreadable', {
      reason: '这份文件太复杂，没有读完。请只把题目复制到新文件，或拆成几份再导。',
    });
  }
}
