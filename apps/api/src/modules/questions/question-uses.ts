import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';

/** An exam whose papers hold a question, or may still come to hold it. */
export interface QuestionUse {
  readonly sessionId: string;
  readonly title: string;
  readonly organisationName: string;
  /** Papers that held it. */
  readonly drawn: number;
  readonly lastDrawnAt: Date | null;
  /** Not over: later papers may draw it. */
  readonly running: boolean;
}

type Source = (tx: ReadTx, questionIds: readonly string[]) => Promise<QuestionUse[]>;

/** Modules above tell here where questions are used, so that this module need not know them. */
@Injectable()
export class QuestionUses {
  private readonly sources: Source[] = [];

  /** `source` answers within the scope of the transaction's caller; newest first. */
  register(source: Source): void {
    this.sources.push(source);
  }

  /** Of these questions together. */
  async of(tx: ReadTx, questionIds: readonly string[]): Promise<QuestionUse[]> {
    const found: QuestionUse[] = [];
    for (const source of this.sources) found.push(...(await source(tx, questionIds)));
    return found;
  }
}
