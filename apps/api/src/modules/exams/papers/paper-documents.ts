import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import type { Ctx } from '../../../platform/http/context.js';
import {
  PrintPictures,
  type PrintedDocument,
  type PrintedPicture,
  type PrintedQuestion,
} from '../../questions/index.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { PaperSource } from '../attempts/paper-source.js';
import { showPaper, type ShownSlot } from '../attempts/shown-paper.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { paperFacts, paperInstructions } from './paper-words.js';
import type { PaperOfPerson } from './printed-paper.repository.js';

export interface FoundPaper {
  readonly person: PaperOfPerson;
  readonly slots: readonly ShownSlot[];
}

/** Papers as they are printed for those whose they are. There is no key in them, nor in what they are made of. */
@Injectable()
export class PaperDocuments {
  constructor(
    private readonly attempts: AttemptRepository,
    private readonly source: PaperSource,
    private readonly pictures: PrintPictures,
  ) {}

  async find(tx: ReadTx, people: readonly PaperOfPerson[]): Promise<FoundPaper[]> {
    const found: FoundPaper[] = [];
    for (const person of people) {
      const attempt = await this.attempts.find(tx, person.attempt_id);
      if (!attempt) throw new Error(`attempt ${person.attempt_id} of a printed paper is missing`);
      const { paper } = attempt;
      const contents = await this.source.contentsOf(
        tx,
        paper.slots.map((slot) => slot.versionId),
      );
      found.push({ person, slots: showPaper(paper, contents) });
    }
    return found;
  }

  /** `pictures`: those that have been read for papers before. */
  async print(
    ctx: Ctx,
    session: ExamSessionRow,
    papers: readonly FoundPaper[],
    pictures?: Map<string, PrintedPicture>,
  ): Promise<PrintedDocument[]> {
    const questions = await this.pictures.questions(
      ctx,
      papers.map(({ slots }) => slots),
      pictures,
    );
    return papers.map(({ person }, index) => documentOf(session, person, questions[index] ?? []));
  }
}

/** 一号考场 3 号; '' where no seat has been given. */
export function seatOf({ room, seat }: PaperOfPerson): string {
  return [room, seat === null ? '' : `${seat} 号`].filter(Boolean).join(' ');
}

function documentOf(
  session: ExamSessionRow,
  person: PaperOfPerson,
  questions: readonly PrintedQuestion[],
): PrintedDocument {
  return {
    title: session.title,
    subtitle: paperFacts(session, questions),
    instructions: paperInstructions(session, questions),
    candidate: { name: person.name, unit: person.unit, seat: seatOf(person) },
    number: person.number,
    questions,
    head: true,
    answerSheet: true,
  };
}
