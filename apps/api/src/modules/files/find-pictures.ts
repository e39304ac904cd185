import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import type { PictureSize } from './store-file.js';
import { StoredFileRepository } from './stored-file.repository.js';

/** Which pictures a text of one of these organisations may show: their own and the platform's. With their size; 0: not known. */
@Injectable()
export class FindPictures {
  constructor(private readonly files: StoredFileRepository) {}

  async execute(
    tx: ReadTx,
    ids: readonly string[],
    organisationIds: readonly string[],
  ): Promise<ReadonlyMap<string, PictureSize>> {
    return ids.length === 0 ? new Map() : this.files.picturesAmong(tx, ids, organisationIds);
  }
}
