import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { KeyStore } from '../../platform/crypto/key-store.js';
import type { ReadTx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Ctx } from '../../platform/http/context.js';
import { Sweepers } from '../../platform/queue/sweepers.js';
import { RecordChains, type ChainSource } from './record-chains.js';
import { RecordHeadFiles } from './record-head-files.js';
import { parseSignedHeads, signHeads, type SignedHeads } from './record-heads.js';

const EVERY_MS = 10 * 60_000;
const BATCH = 5_000;

/**
 * Once per civil day: writes how far every chain has come, signed, outside the database (contract 14). A chain by itself shows
 * a changed or missing row in its middle; only these heads show that its end was cut off, or that a whole chain is gone.
 */
@Injectable()
export class SignRecordHeads implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly chains: RecordChains,
    private readonly files: RecordHeadFiles,
    private readonly keys: KeyStore,
    private readonly sweepers: Sweepers,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('sign-record-heads', EVERY_MS, async () => void (await this.execute()));
  }

  /** The date that was signed; null when today has its file already. */
  async execute(): Promise<string | null> {
    const now = this.clock.now();
    const date = this.clock.today();
    const dates = await this.files.dates();
    const last = dates.at(-1);
    // Also when the clock of the machine was set back: files are in the order of their days.
    if (last !== undefined && last >= date) return null;
    const known = await this.known(dates);
    const heads: SignedHeads['body']['heads'] = {};
    await this.uow.read(Ctx.system('sign-record-heads'), async (tx) => {
      for (const source of this.chains.all())
        heads[source.name] = await grown(tx, source, known.get(source.name) ?? new Map());
    });
    const previous = last === undefined ? null : { date: last, sha256: (await this.files.read(last)).sha256 };
    const signed = signHeads({ format: 1, date, signedAt: now.toISOString(), previous, heads }, this.keys.recordKey);
    return (await this.files.write(date, `${JSON.stringify(signed)}\n`)) ? date : null;
  }

  /** How far each chain was at the last signing that names it. */
  private async known(dates: readonly string[]): Promise<Map<string, Map<string, number>>> {
    const known = new Map<string, Map<string, number>>();
    for (const date of dates) {
      // A damaged file must not stop the signing; verify-records names it.
      const signed = parseSignedHeads((await this.files.read(date)).text);
      for (const [source, heads] of Object.entries(signed?.body.heads ?? {})) {
        const of = known.get(source) ?? new Map<string, number>();
        for (const [chain, seq] of heads) of.set(chain, seq);
        known.set(source, of);
      }
    }
    return known;
  }
}

async function grown(
  tx: ReadTx,
  source: ChainSource,
  known: ReadonlyMap<string, number>,
): Promise<[string, number, string][]> {
  const found: [string, number, string][] = [];
  for (let after: string | null = null; ;) {
    const heads = await source.heads(tx, after, BATCH);
    for (const { chain, seq, hash } of heads) if (seq > (known.get(chain) ?? 0)) found.push([chain, seq, hash]);
    const last = heads.at(-1);
    if (!last || heads.length < BATCH) return found;
    after = last.chain;
  }
}
