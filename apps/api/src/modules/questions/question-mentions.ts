import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';

/** Where a question is referred to, for its page in the office. */
export interface QuestionMention {
  readonly sectionId: string;
  readonly handbookTitle: string;
  readonly sectionTitle: string;
}

type Source = (tx: ReadTx, questionId: string) => Promise<QuestionMention[]>;

/** Modules above tell here what refers to a question, so that this module need not know them. */
@Injectable()
export class QuestionMentions {
  private readonly sources: Source[] = [];

  /** `source` answers within the scope of the transaction's caller. */
  register(source: Source): void {
    this.sources.push(source);
  }

  async of(tx: ReadTx, questionId: string): Promise<QuestionMention[]> {
    const found: QuestionMention[] = [];
    for (const source of this.sources) found.push(...(await source(tx, questionId)));
    return found;
  }
}
