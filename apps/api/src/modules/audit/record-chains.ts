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
