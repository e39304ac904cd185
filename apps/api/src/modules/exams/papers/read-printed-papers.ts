import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { PaperPress } from '../../questions/index.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { PaperDocuments, type FoundPaper } from './paper-documents.js';
import { PrintedPaperRepository } from './printed-paper.repository.js';
import { PrintingScope } from './printing-scope.js';

/** A few papers as one PDF file, in the order of the seats; many are a job (jobs/). */
@Injectable()
export class ReadPrintedPapers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: PrintingScope,
    private readonly papers: PrintedPaperRepository,
    private readonly documents: PaperDocuments,
    private readonly press: PaperPress,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, sessionId: string, ids: readonly string[]): Promise<{ fileName: string; bytes: Buffer }> {
    const { session, papers } = await this.uow.run(ctx, (tx) => this.find(tx, sessionId, ids));
    const documents = await this.documents.print(ctx, session, papers);
    const title = `${session.title} 纸卷`;
    const printedAt = this.clock.now().toISOString();
    const bytes = await this.press.print({ format: 'pdf', title, documents, printedAt });
    return { fileName: `${title} ${papers.length}份.pdf`, bytes };
  }

  private async find(
    tx: Tx,
    sessionId: string,
    ids: readonly string[],
  ): Promise<{ session: ExamSessionRow; papers: FoundPaper[] }> {
    const { session, enterpriseId, rooms } = await this.scope.find(tx, sessionId);
    await this.scope.requireNoCandidate(tx, session);
    const people = await this.papers.ofPapers(tx, sessionId, rooms, ids);
    if (people.length < new Set(ids).size) throw new DomainError('not-found');
    if (people.some((person) => person.status === 'void')) throw new DomainError('paper-void');
    const papers = await this.documents.find(tx, people);
    await this.audit.append(tx, {
      action: 'exams.paper.download',
      subject: { type: 'exam-session', id: sessionId },
      organisationId: enterpriseId,
      detail: { papers: ids },
    });
    return { session, papers };
  }
}
