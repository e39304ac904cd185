import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { safeFileName } from '../../platform/http/upload.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { Storage } from '../../platform/storage/storage.js';
import { Audit } from '../audit/index.js';
import type { FilePurpose, MediaType } from './stored-file.entity.js';
import { StoredFileRepository } from './stored-file.repository.js';

export interface FileToStore {
  /** Where the caller has promised it already; else a new one. */
  readonly id?: string;
  /** null: the platform's own, seen by everybody who is signed in. */
  readonly organisationId: string | null;
  readonly purpose: FilePurpose;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly bytes: Uint8Array;
  /** Of a picture, where it is known. */
  readonly size?: PictureSize;
}

/** Pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface StoredFile {
  readonly id: string;
  /** Where a picture is shown: what Markdown refers to. */
  readonly url: string;
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/**
 * Stores bytes of ours: made or checked by the calling module, which also has authorised the caller. Bytes are durable
 * before the row; when the transaction fails, the sweeper removes them after a day.
 */
@Injectable()
export class StoreFile {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly storage: Storage,
    private readonly files: StoredFileRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, file: FileToStore): Promise<StoredFile> {
    // A picture's id is its address, and must not tell when, or in which order, pictures came (contract 12).
    const id = file.id ?? (file.purpose === 'picture' ? randomUUID() : uuidv7());
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    await this.files.announce(id, this.clock.now());
    await this.storage.put(id, file.bytes);
    return this.uow.run(ctx, async (tx) => {
      await this.files.insert(tx, {
        id,
        organisationId: file.organisationId,
        purpose: file.purpose,
        name: safeFileName(file.name),
        mediaType: file.mediaType,
        size: String(file.bytes.length),
        sha256,
        width: file.size?.width ?? null,
        height: file.size?.height ?? null,
        createdBy: ctx.accountIdOrNull,
        createdAt: this.clock.now(),
      });
      await this.audit.append(tx, {
        action: file.purpose === 'picture' ? 'files.picture.write' : 'files.document.write',
        subject: { type: 'file', id },
        organisationId: file.organisationId,
        detail: { mediaType: file.mediaType, size: file.bytes.length, sha256 },
      });
      return { id, url: `/api/v1/files/${id}`, size: file.bytes.length, sha256 };
    });
  }
}
