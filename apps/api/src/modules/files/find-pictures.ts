import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import type { PictureType } from './picture-header.js';
import type { PictureSize } from './store-file.js';
import type { MediaType } from './stored-file.entity.js';
import { StoredFileRepository } from './stored-file.repository.js';

/** A picture that an organisation has, with its size; 0: not known. */
export interface KnownPicture extends PictureSize {
  readonly id: string;
  readonly mediaType: PictureType;
}

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

  /** The picture of the organisation with just these bytes; the first, where there are several. */
  async same(tx: ReadTx, organisationId: string, sha256: string): Promise<KnownPicture | null> {
    const file = await this.files.samePicture(tx, organisationId, sha256);
    if (!file || !isPictureType(file.mediaType)) return null;
    return { id: file.id, mediaType: file.mediaType, width: file.width ?? 0, height: file.height ?? 0 };
  }
}

function isPictureType(type: MediaType): type is PictureType {
  return type === 'image/png' || type === 'image/jpeg' || type === 'image/webp';
}
