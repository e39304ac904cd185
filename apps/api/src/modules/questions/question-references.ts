import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import type { FieldError } from '../../platform/errors/domain-error.js';
import { FindPictures, type PictureSize } from '../files/index.js';
import { BankScope, type Bank } from './bank-scope.js';
import type { GivenQuestion } from './question-input.js';
import { QuestionRepository } from './question.repository.js';

/** A question as a form sends it, with what it refers to. */
export type QuestionToCreate = GivenQuestion & {
  readonly postIds?: readonly string[] | null | undefined;
  readonly field?: string | null | undefined;
  /** Goes on being written: not in use, and nobody is asked to review it. */
  readonly draft?: boolean | null | undefined;
};

/** What exists of that which questions refer to. */
export interface KnownReferences {
  readonly posts: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  readonly pictures: ReadonlyMap<string, PictureSize>;
}

@Injectable()
export class QuestionReferences {
  constructor(
    private readonly questions: QuestionRepository,
    private readonly banks: BankScope,
    private readonly pictures: FindPictures,
  ) {}

  /** Posts are the bank's own; pictures too, or of those who share questions with it. */
  async load(tx: ReadTx, bank: Bank, given: readonly QuestionToCreate[]): Promise<KnownReferences> {
    const postIds = [...new Set(given.flatMap((question) => question.postIds ?? []))];
    const fields = [...new Set(given.flatMap((question) => question.field ?? []))];
    const fileIds = [...new Set(given.flatMap((question) => (question.images ?? []).map((image) => image.fileId)))];
    return {
      posts: await this.questions.postsAmong(tx, bank.organisationId, postIds),
      fields: await this.questions.fieldsAmong(tx, fields),
      pictures:
        fileIds.length === 0
          ? new Map()
          : await this.pictures.execute(tx, fileIds, [
              bank.organisationId,
              ...(await this.banks.sharersWith(tx, bank)),
            ]),
    };
  }
}

/** What a question refers to and is not there; `base` is the pointer to the question. */
export function referenceErrors(question: QuestionToCreate, known: KnownReferences, base = ''): FieldError[] {
  const posts = (question.postIds ?? []).flatMap((id, index) =>
    known.posts.has(id)
      ? []
      : [{ pointer: `${base}/postIds/${index}`, code: 'post-unknown', message: '本单位没有这个岗位' }],
  );
  const pictures = (question.images ?? []).flatMap((image, index) =>
    known.pictures.has(image.fileId)
      ? []
      : [{ pointer: `${base}/images/${index}`, code: 'picture-unknown', message: '这张图片找不到了，请重新上传' }],
  );
  const field =
    question.field && !known.fields.has(question.field)
      ? [{ pointer: `${base}/field`, code: 'field-unknown', message: '没有这个行业领域' }]
      : [];
  return [...posts, ...pictures, ...field];
}
