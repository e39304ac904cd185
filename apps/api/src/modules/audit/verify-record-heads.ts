import { Injectable } from '@nestjs/common';
import { KeyStore } from '../../platform/crypto/key-store.js';
import type { ReadTx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Ctx } from '../../platform/http/context.js';
import { RecordChains } from './record-chains.js';
import { RecordHeadFiles } from './record-head-files.js';
import { parseSignedHeads, signatureHolds, type SignedHeads } from './record-heads.js';

export interface RecordHeadFault {
  /** The day's file that shows it. */
  readonly date: string;
  readonly why: 'unreadable' | 'bad-signature' | 'broken-link' | 'row-missing' | 'row-changed';
  /** Null when it is the file itself. */
  readonly row: { readonly source: string; readonly chain: string; readonly seq: number } | null;
}

const BATCH = 5_000;

/** Does the database still hold every row that a signed file speaks of, and are the files whole? */
@Injectable()
export class VerifyRecordHeads {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly chains: RecordChains,
    private readonly files: RecordHeadFiles,
    private readonly keys: KeyStore,
  ) {}

  async execute(): Promise<{ files: number; heads: number; faults: RecordHeadFault[] }> {
    const faults: RecordHeadFault[] = [];
    let heads = 0;
    let before: { date: string; sha256: string } | null = null;
    const dates = await this.files.dates();
    for (const date of dates) {
      const { text, sha256 } = await this.files.read(date);
      const signed = parseSignedHeads(text);
      const why = this.fileFault(signed, date, before);
      if (why) faults.push({ date, why, row: null });
      if (signed && why !== 'bad-signature') {
        heads += Object.values(signed.body.heads).reduce((sum, list) => sum + list.length, 0);
        faults.push(...(await this.uow.read(Ctx.system('verify-records'), (tx) => this.missing(tx, signed))));
      }
      before = { date, sha256 };
    }
    return { files: dates.length, heads, faults };
  }

  private fileFault(
    signed: SignedHeads | null,
    date: string,
    before: { date: string; sha256: string } | null,
  ): RecordHeadFault['why'] | null {
    if (!signed || signed.body.date !== date) return 'unreadable';
    if (!signatureHolds(signed, this.keys.recordKey)) return 'bad-signature';
    const { previous } = signed.body;
    return previous?.date === before?.date && previous?.sha256 === before?.sha256 ? null : 'broken-link';
  }

  private async missing(tx: ReadTx, { body }: SignedHeads): Promise<RecordHeadFault[]> {
    const faults: RecordHeadFault[] = [];
    for (const [name, heads] of Object.entries(body.heads)) {
      const source = this.chains.find(name);
      for (let from = 0; from < heads.length; from += BATCH) {
        const part = heads.slice(from, from + BATCH);
        const rows =
          (await source?.rowsAt(
            tx,
            part.map(([chain, seq]) => ({ chain, seq })),
          )) ?? [];
        const hashes = new Map(rows.map((row) => [`${row.chain}/${row.seq}`, row.hash]));
        for (const [chain, seq, hash] of part) {
          const now = hashes.get(`${chain}/${seq}`);
          if (now !== hash)
            faults.push({
              date: body.date,
              why: now === undefined ? 'row-missing' : 'row-changed',
              row: { source: name, chain, seq },
            });
        }
      }
    }
    return faults;
  }
}
