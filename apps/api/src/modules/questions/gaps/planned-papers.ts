import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import type { PlannedExam } from './planned-need.js';

type Source = (tx: ReadTx, organisationId: string) => Promise<PlannedExam[]>;

/** Modules above tell here what papers to come will ask of a bank, so that this module need not know them. */
@Injectable()
export class PlannedPapers {
  private readonly sources: Source[] = [];

  register(source: Source): void {
    this.sources.push(source);
  }

  /** Of the bank of this root organisation: numbers only, whoever asks. No authorisation. */
  async of(tx: ReadTx, organisationId: string): Promise<PlannedExam[]> {
    const found: PlannedExam[] = [];
    for (const source of this.sources) found.push(...(await source(tx, organisationId)));
    return found;
  }
}
