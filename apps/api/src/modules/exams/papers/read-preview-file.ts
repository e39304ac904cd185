import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Ctx } from '../../../platform/http/context.js';
import { PaperPress, PrintPictures, type PrintedDocument, type PrintedQuestion } from '../../questions/index.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import type { PreviewFileQuery, PreviewSlotDto } from './paper-preview.dto.js';
import { paperFacts, paperInstructions } from './paper-words.js';
import { PreviewPaper } from './preview-paper.js';

/** A previewed paper to be printed or edited, with its key or as candidates would get it. */
@Injectable()
export class ReadPreviewFile {
  constructor(
    private readonly clock: Clock,
    private readonly previewPaper: PreviewPaper,
    private readonly pictures: PrintPictures,
    private readonly press: PaperPress,
  ) {}

  async execute(
    ctx: Ctx,
    sessionId: string,
    { code, postIds, key, format = 'pdf' }: PreviewFileQuery,
  ): Promise<{ fileName: string; bytes: Buffer }> {
    const { preview, session } = await this.previewPaper.execute(ctx, sessionId, postIds, code);
    const withKey = key === '1';
    const [questions = []] = await this.pictures.questions(ctx, [preview.slots]);
    const title = `${preview.title} ${withKey ? '样卷（含答案）' : '样卷'}`;
    const document = withKey ? keyedPaper(session, questions, preview.slots) : blankPaper(session, questions);
    const printedAt = this.clock.now().toISOString();
    const bytes = await this.press.print({ format, title, documents: [document], printedAt });
    return { fileName: `${title}.${format}`, bytes };
  }
}

function blankPaper(session: ExamSessionRow, questions: readonly PrintedQuestion[]): PrintedDocument {
  return {
    title: session.title,
    subtitle: `样卷 · ${paperFacts(session, questions)}`,
    instructions: paperInstructions(session, questions),
    candidate: null,
    number: null,
    questions,
    head: true,
    answerSheet: true,
  };
}

function keyedPaper(
  session: ExamSessionRow,
  questions: readonly PrintedQuestion[],
  slots: readonly PreviewSlotDto[],
): PrintedDocument {
  return {
    ...blankPaper(session, questions),
    subtitle: `样卷，含答案 · ${paperFacts(session, questions)}`,
    instructions: [],
    questions: questions.map((question, index) => {
      const slot = slots[index];
      if (!slot) return question;
      const { key, explanation, sourceClause } = slot;
      return { ...question, solution: { key: key.join(''), explanation, clause: sourceClause ?? '' } };
    }),
    head: false,
    answerSheet: false,
  };
}
