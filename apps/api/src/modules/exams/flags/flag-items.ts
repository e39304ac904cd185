import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/db/tx.js';
import { COUNTED_ROWS, byVersionAndPurpose } from '../statistics/counted-rows.js';
import { itemView, type CountedRow } from '../statistics/item-view.js';
import { FlagRepository } from './flag.repository.js';

/**
 * Keeps what the answers in formal exams, all of them together, say about question versions: whoever keeps the bank in which a
 * question stands sees every exam that asked it. Self-tests are left out: the same person answers as often as he likes there.
 */
@Injectable()
export class FlagItems {
  constructor(private readonly flags: FlagRepository) {}

  /** After the counts of an exam have changed, in the same transaction. */
  async recount(tx: Tx, items: readonly { readonly versionId: string; readonly questionId: string }[]): Promise<void> {
    const rows = await tx.query<CountedRow>(
      `${COUNTED_ROWS} WHERE i.version_id = ANY($1::uuid[]) AND s.purpose = 'formal' ORDER BY i.version_id, c.counted_at, s.id`,
      [items.map(({ versionId }) => versionId)],
    );
    const views = new Map(byVersionAndPurpose(rows).map((group) => [group[0]?.versionId, itemView(group)]));
    await this.flags.store(
      tx,
      items.map(({ versionId, questionId }) => {
        const view = views.get(versionId);
        return { versionId, questionId, flags: view?.flags ?? [], asked: view?.asked ?? 0 };
      }),
    );
  }
}
