import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../../platform/http/context.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../../../platform/http/page.js';
import { uuidv7 } from '../../../../platform/ids/uuid.js';
import { Storage } from '../../../../platform/storage/storage.js';
import { Audit } from '../../../audit/index.js';
import { PrintedPaperRepository } from '../printed-paper.repository.js';
import { PrintingScope } from '../printing-scope.js';
import { MOST_JOB_PAPERS, MOST_JOBS_AT_ONCE, toJobDto, type PaperJobDto } from './paper-job.dto.js';
import type { PaperJobRow } from './paper-job.entity.js';
import { PaperJobRepository } from './paper-job.repository.js';

/** What those who look after the whole exam ask of its print jobs. The work itself is run-paper-jobs.ts. */
@Injectable()
export class PaperJobs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: PrintingScope,
    private readonly papers: PrintedPaperRepository,
    private readonly jobs: PaperJobRepository,
    private readonly storage: Storage,
    private readonly audit: Audit,
  ) {}

  /** `ids`: these papers; null: all of the exam that are not void. */
  async request(ctx: Ctx, sessionId: string, ids: readonly string[] | null): Promise<PaperJobDto> {
    return this.uow.run(ctx, async (tx) => {
      const { session, enterpriseId } = await this.scope.find(tx, sessionId);
      await this.scope.requireNoCandidate(tx, session);
      const valid = await this.papers.valid(tx, sessionId);
      const paperIds = ids ? [...ids] : valid;
      if (paperIds.length === 0) throw new DomainError('no-papers');
      if (paperIds.length > MOST_JOB_PAPERS) throw new DomainError('too-many-papers', { limit: MOST_JOB_PAPERS });
      if (ids && ids.some((id) => !valid.includes(id))) throw new DomainError('paper-void');
      if ((await this.jobs.unfinished(tx, sessionId)) >= MOST_JOBS_AT_ONCE)
        throw new DomainError('too-many-paper-jobs', { limit: MOST_JOBS_AT_ONCE });
      const now = this.clock.now();
      const row: PaperJobRow = {
        id: uuidv7(now.getTime()),
        sessionId,
        status: 'waiting',
        paperIds,
        done: 0,
        runNo: 0,
        beatAt: null,
        fileId: randomUUID(),
        size: null,
        failure: null,
        createdBy: ctx.account.accountId,
        createdByName: ctx.actorName,
        createdAt: now,
        endedAt: null,
      };
      await this.jobs.insert(tx, row);
      await this.audit.append(tx, {
        action: 'exams.paper.collect',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: enterpriseId,
        detail: { job: row.id, papers: paperIds.length },
      });
      return toJobDto(row);
    });
  }

  async page(ctx: Ctx, sessionId: string, query: PageQuery): Promise<Page<PaperJobDto>> {
    return this.uow.read(ctx, async (tx) => {
      await this.scope.find(tx, sessionId);
      const [before] = decodeCursor(query.cursor, ['uuid']) ?? [null];
      const rows = await this.jobs.page(tx, sessionId, before === null ? null : String(before), query.limit + 1);
      return toPage(rows, query.limit, (row) => [row.id], toJobDto);
    });
  }

  async show(ctx: Ctx, sessionId: string, id: string): Promise<PaperJobDto> {
    return this.uow.read(ctx, async (tx) => {
      await this.scope.find(tx, sessionId);
      const row = await this.jobs.find(tx, sessionId, id);
      if (!row) throw new DomainError('not-found');
      return toJobDto(row);
    });
  }

  /** Whoever works on it finds out at his next sign of life, and leaves nothing behind. */
  async cancel(ctx: Ctx, sessionId: string, id: string): Promise<PaperJobDto> {
    await this.uow.run(ctx, async (tx) => {
      const { enterpriseId } = await this.scope.find(tx, sessionId);
      if (!(await this.jobs.find(tx, sessionId, id))) throw new DomainError('not-found');
      if (!(await this.jobs.cancel(tx, id, this.clock.now()))) throw new DomainError('paper-job-over');
      await this.audit.append(tx, {
        action: 'exams.paper.collect-cancel',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: enterpriseId,
        detail: { job: id },
      });
    });
    return this.show(ctx, sessionId, id);
  }

  /** The file; an audit entry each time. */
  async file(ctx: Ctx, sessionId: string, id: string): Promise<{ fileName: string; size: number; bytes: Readable }> {
    return this.uow.run(ctx, async (tx) => {
      const { session, enterpriseId } = await this.scope.find(tx, sessionId);
      await this.scope.requireNoCandidate(tx, session);
      const row = await this.jobs.find(tx, sessionId, id);
      if (!row) throw new DomainError('not-found');
      if (row.status !== 'done' || row.size === null) throw new DomainError('paper-job-no-file');
      await this.audit.append(tx, {
        action: 'exams.paper.download',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: enterpriseId,
        detail: { job: id, papers: row.paperIds },
      });
      return {
        fileName: `${session.title} 纸卷 ${row.done}份.pdf`,
        size: Number(row.size),
        bytes: this.storage.getStream(row.fileId),
      };
    });
  }
}
