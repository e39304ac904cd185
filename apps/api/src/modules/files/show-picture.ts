import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Storage } from '../../platform/storage/storage.js';
import { maySeeFile } from './file-visibility.js';
import type { FileContent } from './read-file.js';
import { StoredFileRepository } from './stored-file.repository.js';

/** A picture for somebody who is signed in and belongs to those it is for; «not found» for anybody else. */
@Injectable()
export class ShowPicture {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly files: StoredFileRepository,
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<FileContent> {
    const row = await this.uow.read(ctx, async (tx) => {
      const file = await this.files.find(tx, id);
      if (!file || file.purpose !== 'picture') throw new DomainError('not-found');
      if (file.organisationId === null) return file;
      const owner = await this.files.organisation(tx, file.organisationId);
      const { grants, personId } = ctx.account;
      const granted = grants.flatMap((grant) => (grant.organisationId ? [grant.organisationId] : []));
      const viewers = await this.files.organisationsOf(tx, granted, personId, this.clock.today());
      if (!owner || !maySeeFile(owner, viewers, grants)) throw new DomainError('not-found');
      return file;
    });
    const { name, mediaType, sha256 } = row;
    return { id, name, mediaType, sha256, bytes: await this.storage.get(id) };
  }
}
