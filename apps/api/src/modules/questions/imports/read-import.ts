import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FileCorrections, QuestionFile } from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { ImportPictures, type InTransaction } from './import-pictures.js';
import { ImportReader, READ_WITHIN_MS, type PreparedImport } from './import-reader.js';
import { ImportSource } from './import-source.js';
import type { PrepareInput, PrepareSink } from './prepare-import.js';
import type { QuestionImportRow } from './question-import.entity.js';
import { QuestionImportRepository } from './question-import.repository.js';
import { StagedRowsRepository } from './staged-rows.repository.js';

/** Between two signs of life of a reading. */
const BEAT_MS = 500;

/** One reading of an upload, with corrections or, for null, with what is remembered. */
export interface Reading {
  readonly head: QuestionImportRow;
  readonly files: readonly QuestionFile[];
  readonly corrections: FileCorrections | null;
}

/** Whoever uploaded it has cancelled it, or asked for another reading. */
class GivenUpError extends Error {}

/**
 * Reads an upload into the rows of its import: while somebody waits for the answer, all in one transaction; or beside the
 * request, batch by batch, with signs of life. Nothing of either is in the bank (contract 17).
 */
@Injectable()
export class ReadImport implements BeforeApplicationShutdown {
  private readonly logger = new Logger('question-import');
  private readonly running = new Map<Promise<void>, AbortController>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: ImportReader,
    private readonly source: ImportSource,
    private readonly imports: QuestionImportRepository,
    private readonly staged: StagedRowsRepository,
    private readonly pictures: ImportPictures,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Reads now; `save` stores the head before the rows. @throws DomainError when the file cannot be read */
  async now(ctx: Ctx, reading: Reading, save: (tx: Tx) => Promise<void>): Promise<void> {
    const { head } = reading;
    const input = await this.inputOf(ctx, reading);
    // The turn comes first: whoever waits for it holds no connection.
    await this.reader.turn(() =>
      this.uow.run(ctx, async (tx) => {
        await this.imports.allowReading(tx, READ_WITHIN_MS);
        await save(tx);
        await this.imports.clearRows(tx, head.id);
        const prepared = await this.reader.prepare(input, {
          progress: () => undefined,
          ...this.sinkOf(head, (write) => write(tx)),
        });
        await this.finish(tx, head, prepared);
      }),
    );
  }

  /** Begins to read beside the request; the head says how it goes. */
  later(ctx: Ctx, reading: Reading): void {
    const controller = new AbortController();
    const work = this.follow(new Ctx(ctx.actor, ctx.requestId), reading, controller)
      .catch((error: unknown) => this.logger.error(error))
      .finally(() => this.running.delete(work));
    this.running.set(work, controller);
  }

  /** A process that leaves says so, and does not let anybody wait for the sweeper. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const controller of this.running.values()) controller.abort(new DomainError('question-import-interrupted'));
    await Promise.all(this.running.keys());
  }

  private async follow(ctx: Ctx, reading: Reading, controller: AbortController): Promise<void> {
    const { head } = reading;
    try {
      const { signal } = controller;
      const prepared = await this.beating(ctx, head, controller, (said) =>
        this.reader.turn(async () =>
          this.reader.prepare(
            await this.inputOf(ctx, reading),
            {
              progress: (done, total) => void Object.assign(said, { done, total }),
              ...this.sinkOf(head, (write) => this.whileWanted(ctx, head, signal, write)),
            },
            signal,
          ),
        ),
      );
      await this.whileWanted(ctx, head, controller.signal, (tx) => this.finish(tx, head, prepared));
    } catch (error) {
      if (!(error instanceof GivenUpError)) await this.fail(ctx, head, error);
    }
  }

  /** Where what is read goes; `run` gives the transaction. */
  private sinkOf(head: QuestionImportRow, run: InTransaction): Omit<PrepareSink, 'progress'> {
    const { id } = head;
    return {
      picture: (bytes) => this.pictures.take(head, bytes, run),
      rows: (records) => run((tx) => this.staged.insert(tx, id, records)),
      near: (batch) => run((tx) => this.staged.markNear(tx, id, batch)),
      restart: () => run((tx) => this.imports.clearRows(tx, id)),
    };
  }

  /** Gives signs of life while the work lasts, and ends it when nobody waits for it any more. */
  private async beating<T>(
    ctx: Ctx,
    head: QuestionImportRow,
    controller: AbortController,
    work: (said: { done: number; total: number }) => Promise<T>,
  ): Promise<T> {
    const said = { done: 0, total: 0 };
    const beat = async (): Promise<void> => {
      const own = new Ctx(ctx.actor, ctx.requestId);
      const wanted = await this.uow.run(own, (tx) =>
        this.imports.beat(tx, head.id, head.readingNo, { ...said, at: this.clock.now() }),
      );
      if (!wanted) controller.abort(new GivenUpError());
    };
    // A beat that was missed is made up for by the next.
    const timer = setInterval(() => void beat().catch((error: unknown) => this.logger.warn(error)), BEAT_MS);
    try {
      return await work(said);
    } finally {
      clearInterval(timer);
    }
  }

  /** The head is locked, so that a cancellation comes before or after a batch and never leaves a part of it. */
  private async whileWanted<T>(
    ctx: Ctx,
    head: QuestionImportRow,
    signal: AbortSignal,
    write: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    return this.uow.run(ctx, async (tx) => {
      const now = await this.imports.lock(tx, head.id);
      if (now?.status !== 'reading' || now.readingNo !== head.readingNo) throw new GivenUpError();
      return write(tx);
    });
  }

  private async finish(tx: Tx, head: QuestionImportRow, prepared: PreparedImport): Promise<void> {
    await this.imports.previewed(tx, head.id, prepared);
    const { preview } = prepared;
    await this.audit.append(tx, {
      action: 'questions.import.preview',
      subject: { type: 'question-import', id: head.id },
      organisationId: head.organisationId,
      detail: {
        sha256: head.fileSha256,
        new: preview.new,
        duplicates: preview.duplicates,
        refused: preview.refused.length,
      },
    });
  }

  private async fail(ctx: Ctx, head: QuestionImportRow, error: unknown): Promise<void> {
    if (!(error instanceof DomainError)) this.logger.error(error);
    const known = error instanceof DomainError ? error : new DomainError('question-import-interrupted');
    await this.uow.run(ctx, async (tx) => {
      const now = await this.imports.lock(tx, head.id);
      if (now?.status !== 'reading' || now.readingNo !== head.readingNo) return;
      // The upload stays: another correction may read it.
      await this.imports.clearRows(tx, head.id);
      await this.imports.update(tx, head.id, { status: 'failed', failure: known.detail });
    });
  }

  private async inputOf(ctx: Ctx, { head, files, corrections }: Reading): Promise<PrepareInput> {
    const source = await this.uow.read(ctx, (tx) => this.source.of(tx, head.organisationId));
    const [file, ...companions] = files;
    if (!file) throw new DomainError('question-import-gone');
    return {
      ...source,
      file,
      companions,
      corrections,
      memory: corrections === null ? source.memory : [],
      shapes: Object.fromEntries((head.preview?.sheets ?? []).map(({ sheet, shape }) => [sheet, shape])),
      keepUnrecognised: head.keepUnrecognised,
    };
  }
}
