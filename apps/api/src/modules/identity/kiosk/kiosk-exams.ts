import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';

/** What shared devices ask about exams. */
export interface KioskExamSource {
  /** Titles by id. */
  titles(tx: ReadTx, examSessionIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Is it a published exam of an organisation that the permission reaches? */
  mayBind(tx: ReadTx, permission: string, examSessionId: string): Promise<boolean>;
  /** Those of these people who have an exam open on a screen. */
  sitting(tx: ReadTx, personIds: readonly string[]): Promise<readonly string[]>;
}

const NO_EXAMS: KioskExamSource = {
  titles: () => Promise.resolve(new Map()),
  mayBind: () => Promise.resolve(false),
  sitting: () => Promise.resolve([]),
};

/** The module of exams answers here, so that this module need not know it. */
@Injectable()
export class KioskExams implements KioskExamSource {
  private source = NO_EXAMS;

  register(source: KioskExamSource): void {
    this.source = source;
  }

  titles(tx: ReadTx, examSessionIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return examSessionIds.length === 0 ? NO_EXAMS.titles(tx, []) : this.source.titles(tx, examSessionIds);
  }

  mayBind(tx: ReadTx, permission: string, examSessionId: string): Promise<boolean> {
    return this.source.mayBind(tx, permission, examSessionId);
  }

  sitting(tx: ReadTx, personIds: readonly string[]): Promise<readonly string[]> {
    return this.source.sitting(tx, personIds);
  }
}
