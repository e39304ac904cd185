import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../../platform/clock/clock.js';
import type { Tx } from '../../../../platform/db/tx.js';
import { UnitOfWork } from '../../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../../platform/http/context.js';
import { Sweepers } from '../../../../platform/queue/sweepers.js';
import { Storage } from '../../../../platform/storage/storage.js';
import { PaperPress, type PrintedDocument, type PrintedPicture } from '../../../questions/index.js';
import type { ExamSessionRow } from '../../sessions/exam-session.entity.js';
import { ExamSessionRepository } from '../../sessions/exam-session.repository.js';
import { PaperDocuments } from '../paper-documents.js';
import { PrintedPaperRepository, type PaperOfPerson } from '../printed-paper.repository.js';
import { listOfPapers } from './list-of-papers.js';
import { PaperJobRepository, type TakenJob } from './paper-job.repository.js';

const EVERY_MS = 1_000;
/** Between two signs of life. */
const BEAT_MS = 500;
/** Many times what lies between two signs of life: whoever worked on it is gone, and it begins anew. */
const SILENT_MS = 30_000;
/** Papers read at a time. */
const BATCH = 10;
const FAILURE = '没有做成，请再做一次；还是不行，请告诉系统管理员。';

/** Nobody waits for this run any more: it was cancelled, or another has taken it over. */
class GivenUpError extends Error {}
/** The process ends; the job waits for the next one. */
class LeavingError extends Error {}

/**
 * Makes the files of print jobs, one at a time in each worker. A job that was interrupted begins anew: all it needs is in the
 * database, and its file has an id before it has bytes, so that nothing of a killed run stays behind.
 */
@Injectable()
export class RunPaperJobs implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('paper-jobs');
  private controller: AbortController | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sweepers: Sweepers,
    private readonly storage: Storage,
    private readonly sessions: ExamSessionRepository,
    private readonly papers: PrintedPaperRepository,
    private readonly documents: PaperDocuments,
    private readonly press: PaperPress,
    private readonly jobs: PaperJobRepository,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('paper-jobs', EVERY_MS, async () => {
      while (await this.execute());
    });
  }

  onModuleDestroy(): void {
    this.controller?.abort(new LeavingError());
  }

  /** Works on one job to its end; false when there is none to do. */
  async execute(): Promise<boolean> {
    const job = await this.run((tx) => {
      const now = this.clock.now();
      return this.jobs.take(tx, now, new Date(now.getTime() - SILENT_MS));
    });
    if (!job) return false;
    const controller = new AbortController();
    this.controller = controller;
    try {
      await this.make(job, controller);
    } catch (error) {
      await this.storage.remove(job.fileId);
      if (error instanceof LeavingError) await this.run((tx) => this.jobs.release(tx, job));
      else if (!(error instanceof GivenUpError)) {
        this.logger.error(error);
        await this.run((tx) => this.jobs.fail(tx, job, FAILURE, this.clock.now()));
      }
      return !(error instanceof LeavingError);
    } finally {
      this.controller = null;
    }
    return true;
  }

  private async make(job: TakenJob, controller: AbortController): Promise<void> {
    const { signal } = controller;
    await this.storage.remove(job.oldFileId);
    const { session, people } = await this.find(job);
    const title = `${session.title} 纸卷`;
    const said = { done: 0, size: 0 };
    const stop = this.beating(job, said, controller);
    const pipe = new PassThrough();
    // Given up before the storage has begun to read, nobody else would hear it, and an error that nobody hears ends the process.
    pipe.on('error', () => undefined);
    const stored = this.storage.putStream(job.fileId, pipe);
    // It is waited for below; until then it must not end the process.
    stored.catch((error: unknown) => controller.abort(error));
    try {
      const papers = this.inOrder(session, people, signal);
      await this.press.booklet(
        { title, list: listOfPapers(session, people), printedAt: this.clock.now().toISOString() },
        {
          next: async () => (await papers.next()).value ?? null,
          write: async (bytes) => {
            signal.throwIfAborted();
            said.size += bytes.length;
            if (!pipe.write(bytes)) await once(pipe, 'drain', { signal });
            said.done = Math.min(people.length, said.done + 1);
          },
        },
        signal,
      );
      pipe.end();
      await stored;
      if (!(await this.run((tx) => this.jobs.finish(tx, job, people.length, said.size, this.clock.now()))))
        throw new GivenUpError();
    } catch (error) {
      const reason: unknown = signal.aborted ? signal.reason : error;
      pipe.destroy(new GivenUpError());
      await stored.catch(() => undefined);
      throw reason;
    } finally {
      stop();
    }
  }

  /** In the order of the seats, without those that have become void since. */
  private async find(job: TakenJob): Promise<{ session: ExamSessionRow; people: PaperOfPerson[] }> {
    return this.uow.read(Ctx.system('paper-jobs'), async (tx) => {
      const session = await this.sessions.find(tx, job.sessionId);
      if (!session) throw new Error(`session ${job.sessionId} of a print job is missing`);
      const people = await this.papers.ofPapers(tx, job.sessionId, null, job.paperIds);
      return { session, people: people.filter((person) => person.status !== 'void') };
    });
  }

  private async *inOrder(
    session: ExamSessionRow,
    people: readonly PaperOfPerson[],
    signal: AbortSignal,
  ): AsyncGenerator<PrintedDocument, null> {
    const ctx = Ctx.system('paper-jobs');
    const pictures = new Map<string, PrintedPicture>();
    for (let at = 0; at < people.length; at += BATCH) {
      signal.throwIfAborted();
      const found = await this.uow.read(ctx, (tx) => this.documents.find(tx, people.slice(at, at + BATCH)));
      yield* await this.documents.print(ctx, session, found, pictures);
    }
    return null;
  }

  private beating(job: TakenJob, said: { readonly done: number }, controller: AbortController): () => void {
    const beat = async (): Promise<void> => {
      const wanted = await this.run((tx) => this.jobs.beat(tx, job, said.done, this.clock.now()));
      if (!wanted) controller.abort(new GivenUpError());
    };
    // A beat that was missed is made up for by the next.
    const timer = setInterval(() => void beat().catch((error: unknown) => this.logger.warn(error)), BEAT_MS);
    return () => clearInterval(timer);
  }

  private run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.run(Ctx.system('paper-jobs'), work);
  }
}
