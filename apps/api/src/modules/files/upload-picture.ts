import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { isUuid } from '../../platform/ids/uuid.js';
import { checkPicture } from './check-picture.js';
import { grantsReach } from './file-visibility.js';
import { StoreFile, type PictureSize, type StoredFile } from './store-file.js';
import { StoredFileRepository } from './stored-file.repository.js';

/**
 * A picture for a handbook or a question, from a person: its type is what its bytes say, and its bytes are written anew
 * (law A26). The same picture twice is one file.
 */
@Injectable()
export class UploadPicture {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly files: StoredFileRepository,
    private readonly store: StoreFile,
  ) {}

  async execute(
    ctx: Ctx,
    picture: { readonly name: string; readonly bytes: Uint8Array; readonly organisationId?: string | undefined },
  ): Promise<StoredFile & PictureSize> {
    const organisationId = await this.uow.read(ctx, (tx) => this.ownerOf(tx, picture.organisationId));
    const { mediaType, bytes, size } = await checkPicture(picture.bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const same = await this.uow.read(ctx, (tx) => this.files.samePicture(tx, organisationId, sha256));
    if (same) return { id: same.id, url: `/api/v1/files/${same.id}`, size: Number(same.size), sha256, ...size };
    const stored = await this.store.execute(ctx, {
      organisationId,
      purpose: 'picture',
      name: picture.name,
      mediaType,
      bytes,
      size,
    });
    return { ...stored, ...size };
  }

  /** The enterprise whose people will see the picture: the one named, or the one of the caller's first grant. */
  private async ownerOf(tx: ReadTx, given: string | undefined): Promise<string> {
    const grants = tx.ctx.grantsFor('files.picture.write');
    const id = given ?? grants.find((grant) => grant.organisationId !== null)?.organisationId;
    if (!id) {
      throw new DomainError('validation-failed', { count: 1 }, [
        { pointer: '/organisationId', code: 'isNotEmpty', message: '请先选单位' },
      ]);
    }
    const organisation = isUuid(id) ? await this.files.organisation(tx, id) : null;
    if (!organisation || !grantsReach(grants, organisation)) throw new DomainError('not-found');
    return organisation.enterpriseId;
  }
}
