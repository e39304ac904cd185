import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../../platform/db/tx.js';
import { PaperPhotoRow } from './paper-photo.entity.js';

@Injectable()
export class PaperPhotoRepository {
  async insert(tx: Tx, row: PaperPhotoRow): Promise<void> {
    await tx.repository(PaperPhotoRow).insert(row);
  }

  find(tx: ReadTx, paperId: string, id: string): Promise<PaperPhotoRow | null> {
    return tx.manager.getRepository(PaperPhotoRow).findOneBy({ id, paperId });
  }

  /** In the order in which they were taken. */
  ofPaper(tx: ReadTx, paperId: string): Promise<PaperPhotoRow[]> {
    return tx.manager.getRepository(PaperPhotoRow).find({ where: { paperId }, order: { id: 'ASC' } });
  }
}
