import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { ImportScope } from './import-scope.js';
import { StagedPicturesRepository } from './staged-pictures.repository.js';

/** A picture of a preview. Once the import is confirmed it is a file like another, and no longer here. */
@Injectable()
export class ShowImportPicture {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: ImportScope,
    private readonly pictures: StagedPicturesRepository,
  ) {}

  execute(ctx: Ctx, id: string, fileId: string): Promise<{ mediaType: string; bytes: Buffer }> {
    return this.uow.read(ctx, async (tx) => {
      const { id: importId } = await this.scope.find(tx, id);
      const picture = await this.pictures.bytes(tx, importId, fileId);
      if (!picture) throw new DomainError('not-found');
      return picture;
    });
  }
}
