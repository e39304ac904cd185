import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Storage } from '../../platform/storage/storage.js';
import type { MediaType } from './stored-file.entity.js';
import { StoredFileRepository } from './stored-file.repository.js';

export interface FileContent {
  readonly id: string;
  readonly name: string;
  readonly mediaType: MediaType;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** The bytes of a file, for the module that stored it and has authorised the caller. */
@Injectable()
export class ReadFile {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly files: StoredFileRepository,
    private readonly storage: Storage,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<FileContent> {
    const row = await this.uow.read(ctx, (tx) => this.files.find(tx, id));
    if (!row) throw new DomainError('not-found');
    const { name, mediaType, sha256 } = row;
    return { id, name, mediaType, sha256, bytes: await this.storage.get(id) };
  }
}
