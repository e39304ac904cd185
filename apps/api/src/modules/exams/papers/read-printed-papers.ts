import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { PaperPress, PrintPictures, type PrintedDocument } from '../../questions/index.js';
import type { AttemptRow } from '../attempts/attempt.entity.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { PaperSource } from '../attempts/paper-source.js';
import { showPaper, type ShownSlot } from '../attempts/shown-paper.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { paperFacts, paperInstructions } from './paper-words.js';
import { PrintedPaperRepository, type PaperOfPerson } from './printed-paper.repository.js';
import { PrintingScope } from './printing-scope.js';

interface Found {
  readonly session: ExamSessionRow;
  readonly papers: readonly { readonly person: PaperOfPerson; readonly slots: readonly ShownSlot[] }[];
}

/** The papers as one PDF file, in the order of the seats. There is no key in them, nor in what they are made of. */
@Injectable()
export class ReadPrintedPapers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: PrintingScope,
    private readonly papers: PrintedPaperRepository,
    private readonly attempts: AttemptRepository,
    private readonly source: PaperSource,
    private readonly pictures: PrintPictures,
    private readonly press: PaperPress,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, sessionId: string, ids: readonly string[]): Promise<{ fileName: string; bytes: Buffer }> {
    const { session, papers } = await this.uow.run(ctx, (tx) => this.find(tx, sessionId, ids));
    const questions = await this.pictures.questions(
      ctx,
      papers.map(({ slots }) => slots),
    );
    const documents = papers.map(({ person }, index) => documentOf(session, person, questions[index] ?? []));
    const title = `${session.title} 纸卷`;
    const bytes = await this.press.print({
      format: 'pdf',
      title,
      documents,
      printedAt: this.clock.now().toISOString(),
    });
    return { fileName: `${title} ${papers.length}份.pdf`, bytes };
  }

  private async find(tx: Tx, sessionId: string, ids: readonly string[]): Promise<Found> {
    const { session, enterpriseId, rooms } = await this.scope.find(tx, sessionId);
    await this.scope.requireNoCandidate(tx, session);
    const people = await this.papers.ofPapers(tx, sessionId, rooms, ids);
    if (people.length < new Set(ids).size) throw new DomainError('not-found');
    const papers: { person: PaperOfPerson; slots: ShownSlot[] }[] = [];
    for (const person of people) {
      if (person.status === 'void') throw new DomainError('paper-void');
      const attempt = await this.attempts.find(tx, person.attempt_id);
      if (!attempt) throw new Error(`attempt ${person.attempt_id} of a printed paper is missing`);
      papers.push({ person, slots: await this.slotsOf(tx, attempt) });
    }
    await this.audit.append(tx, {
      action: 'exams.paper.download',
      subject: { type: 'exam-session', id: sessionId },
      organisationId: enterpriseId,
      detail: { papers: ids },
    });
    return { session, papers };
  }

  private async slotsOf(tx: Tx, { paper }: AttemptRow): Promise<ShownSlot[]> {
    const contents = await this.source.contentsOf(
      tx,
      paper.slots.map((slot) => slot.versionId),
    );
    return showPaper(paper, contents);
  }
}

function documentOf(
  session: ExamSessionRow,
  person: PaperOfPerson,
  questions: PrintedDocument['questions'],
): PrintedDocument {
  const seat = person.seat === null ? '' : `${person.seat} 号`;
  return {
    title: session.title,
    subtitle: paperFacts(session, questions),
    instructions: paperInstructions(session, questions),
    candidate: { name: person.name, unit: person.unit, seat: [person.room, seat].filter(Boolean).join(' ') },
    number: person.number,
    questions,
    head: true,
    answerSheet: true,
  };
}
