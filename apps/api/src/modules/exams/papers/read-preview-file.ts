import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Ctx } from '../../../platform/http/context.js';
import type { PreviewFileQuery } from './paper-preview.dto.js';
import { PreviewPaper } from './preview-paper.js';
import { PrintPictures } from './print-pictures.js';
import { PaperPress } from './render/paper-press.js';
import { sayPoints } from './render/sections.js';

/** A previewed paper to be printed, with its key or as candidates would get it. */
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
    { code, postIds, key }: PreviewFileQuery,
  ): Promise<{ fileName: string; bytes: Buffer }> {
    const { title, totalPoints, slots } = await this.previewPaper.execute(ctx, sessionId, postIds, code);
    const withKey = key === '1';
    const [questions = []] = await this.pictures.questions(ctx, [slots]);
    const name = `${title} ${withKey ? '样卷（含答案）' : '样卷'}`;
    const document = {
      title,
      subtitle: `${withKey ? '样卷，含答案' : '样卷'} · 满分 ${sayPoints(totalPoints)} 分 · 共 ${slots.length} 题`,
      candidate: null,
      number: null,
      questions: questions.map((question, index) => {
        const slot = slots[index];
        return withKey && slot
          ? { ...question, solution: { key: slot.key.join(''), explanation: slot.explanation } }
          : question;
      }),
      head: !withKey,
      answerSheet: !withKey,
    };
    const printedAt = this.clock.now().toISOString();
    return {
      fileName: `${name}.pdf`,
      bytes: await this.press.print({ title: name, documents: [document], printedAt }),
    };
  }
}
