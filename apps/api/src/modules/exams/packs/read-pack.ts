import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { ReadFile, type FileContent } from '../../files/index.js';
import { EntriesRepository } from '../entries/entries.repository.js';
import { remember } from '../remember.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import { isOffered } from './pack-window.js';
import { PackRepository } from './pack.repository.js';

/** At most so many packs of 8 MB stay in memory. */
const MAX_IN_MEMORY = 4;

/** The encrypted pack for somebody who is to sit the exam, from a day before it opens; «not found» for anybody else. */
@Injectable()
export class ReadPack {
  private readonly inMemory = new Map<string, Promise<FileContent>>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sessions: ExamSessionRepository,
    private readonly entries: EntriesRepository,
    private readonly packs: PackRepository,
    private readonly files: ReadFile,
  ) {}

  async execute(ctx: Ctx, sessionId: string): Promise<FileContent> {
    const { personId } = ctx;
    const fileId = await this.uow.read(ctx, async (tx) => {
      const session = await this.sessions.find(tx, sessionId);
      if (!session || !isOffered(session, this.clock.now())) return null;
      if (!(await this.entries.concerns(tx, sessionId, personId, this.clock.today()))) return null;
      return (await this.packs.ofSession(tx, sessionId))?.fileId ?? null;
    });
    if (fileId === null) throw new DomainError('not-found');
    return this.bytesOf(ctx, fileId);
  }

  /** Read once for the thousands who come in the same minutes; the bytes of an id never change. */
  private bytesOf(ctx: Ctx, fileId: string): Promise<FileContent> {
    const known = this.inMemory.get(fileId);
    if (known) return known;
    const reading = this.files.execute(ctx, fileId);
    remember(this.inMemory, fileId, reading, MAX_IN_MEMORY);
    reading.catch(() => this.inMemory.delete(fileId));
    return reading;
  }
}
