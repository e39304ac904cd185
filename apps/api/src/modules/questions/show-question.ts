import { Injectable } from '@nestjs/common';
import type { QuestionImage } from '@zhian/question-bank';
import type { ReadTx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { BankScope } from './bank-scope.js';
import type { QuestionDetail, QuestionVersion } from './question.dto.js';
import { QuestionMentions } from './question-mentions.js';
import { selectBankRow, shownImages, toQuestion, type BankRow } from './question-rows.js';
import { ReviewRepository } from './review/review.repository.js';

interface VersionRow {
  no: number;
  created_at: Date;
  created_by_name: string;
  stem: string;
  options: QuestionVersion['options'];
  images: QuestionImage[];
  correct: string[];
  explanation: string;
}

/** One question with its history and the handbook sections that link to it. */
@Injectable()
export class ShowQuestion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly mentions: QuestionMentions,
    private readonly reviews: ReviewRepository,
  ) {}

  /** `organisationId`: the bank it is looked at from; unset: the caller's own. */
  async execute(ctx: Ctx, id: string, organisationId?: string): Promise<QuestionDetail> {
    return this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [id];
      const own = this.banks.reaches(tx, 'questions.question.write', 'o', parameters);
      const account = `$${parameters.push(ctx.accountIdOrNull)}`;
      const from = await this.banks.toRead(tx, 'questions.question.read', organisationId);
      const bank = from ? `$${parameters.push(from.organisationId)}` : null;
      const readable = this.banks.readable(tx, 'questions.question.read', 'q', parameters);
      const row = await tx.one<BankRow>(
        `${selectBankRow({ own, bank, account })} WHERE q.id = $1 AND ${readable}`,
        parameters,
      );
      if (!row) throw new DomainError('not-found');
      return {
        ...toQuestion(row),
        versions: await this.versions(tx, id),
        sections: await this.mentions.of(tx, id),
        reviews: (await this.reviews.history(tx, id)).map(({ at, ...review }) => ({ ...review, at: at.toISOString() })),
      };
    });
  }

  private async versions(tx: ReadTx, id: string): Promise<QuestionVersion[]> {
    const rows = await tx.query<VersionRow>(
      `SELECT v.no, v.created_at, v.created_by_name, v.stem, v.options, v.images, k.correct, k.explanation
       FROM question_version v JOIN question_key k ON k.version_id = v.id WHERE v.question_id = $1 ORDER BY v.no DESC LIMIT 200`,
      [id],
    );
    return rows.map((row) => ({
      no: row.no,
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by_name,
      stem: row.stem,
      options: row.options,
      images: shownImages(row.images),
      key: row.correct,
      explanation: row.explanation,
    }));
  }
}
