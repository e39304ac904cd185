import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';

/** The last row of one hash chain. */
export interface ChainHead {
  readonly chain: string;
  readonly seq: number;
  /** Hex. */
  readonly hash: string;
}

/** A family of append-only hash chains whose heads are signed every day. */
export interface ChainSource {
  /** Stable: it stands in signed files. */
  readonly name: string;
  /** Heads in the order of their chains' names, after the given one. */
  heads(tx: ReadTx, after: string | null, limit: number): Promise<ChainHead[]>;
  /** The rows that these places have now; places without a row are left out. */
  rowsAt(tx: ReadTx, places: readonly Pick<ChainHead, 'chain' | 'seq'>[]): Promise<ChainHead[]>;
}

/** Chains that lie in one table with columns `seq` and `hash`, a chain per value of `chain`. Names are written into SQL as they are. */
export function chainsOfTable(name: string, table: string, chain: string): ChainSource {
  return {
    name,
    heads: (tx, after, limit) =>
      tx.query<ChainHead>(
        `SELECT DISTINCT ON (${chain}) ${chain} AS chain, seq, hash FROM ${table}
         WHERE $1::uuid IS NULL OR ${chain} > $1 ORDER BY ${chain}, seq DESC LIMIT $2`,
        [after, limit],
      ),
    rowsAt: (tx, places) =>
      tx.query<ChainHead>(
        `SELECT e.${chain} AS chain, e.seq, e.hash FROM unnest($1::uuid[], $2::integer[]) AS p (chain, seq)
         JOIN ${table} e ON e.${chain} = p.chain AND e.seq = p.seq`,
        [places.map((place) => place.chain), places.map(({ seq }) => seq)],
      ),
  };
}

/** Which chains there are. Modules register theirs in onModuleInit, so that audit need not know the tables of higher modules. */
@Injectable()
export class RecordChains {
  private readonly sources = new Map<string, ChainSource>();

  register(source: ChainSource): void {
    if (this.sources.has(source.name)) throw new Error(`record chains ${source.name} are registered twice`);
    this.sources.set(source.name, source);
  }

  all(): readonly ChainSource[] {
    return [...this.sources.values()];
  }

  find(name: string): ChainSource | undefined {
    return this.sources.get(name);
  }
}
