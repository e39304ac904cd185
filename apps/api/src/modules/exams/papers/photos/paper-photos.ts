import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../platform/clock/clock.js';
import type { Tx } from '../../../../platform/db/tx.js';
import { UnitOfWork } from '../../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../../platform/http/context.js';
import { uuidv7 } from '../../../../platform/ids/uuid.js';
import { Audit } from '../../../audit/index.js';
import { checkPicture, ReadFile, StoreFile, type FileContent } from '../../../files/index.js';
import { AttemptRepository } from '../../attempts/attempt.repository.js';
import { PaperDesk, type PaperAtDesk } from '../paper-desk.js';
import { MOST_PHOTOS, toPhotoDto, type PaperPhotoDto } from './paper-photo.dto.js';
import type { PaperPhotoRow } from './paper-photo.entity.js';
import { PaperPhotoRepository } from './paper-photo.repository.js';

/**
 * Photos of a filled-in answer sheet, for those who may key it in. None is taken away or exchanged: the attempt's log says what
 * each of them was.
 */
@Injectable()
export class PaperPhotos {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly desk: PaperDesk,
    private readonly photos: PaperPhotoRepository,
    private readonly attempts: AttemptRepository,
    private readonly store: StoreFile,
    private readonly files: ReadFile,
    private readonly audit: Audit,
  ) {}

  /** The same picture twice is one photo. */
  async add(ctx: Ctx, number: string, picture: { name: string; bytes: Uint8Array }): Promise<PaperPhotoDto> {
    // Who may not have to do with the paper learns nothing, and makes no work.
    await this.uow.read(ctx, (tx) => this.desk.find(tx, number));
    const { mediaType, bytes, size } = await checkPicture(picture.bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return this.uow.run(ctx, async (tx) => {
      const at = await this.desk.lock(tx, number);
      if (at.paper.status === 'void') throw new DomainError('paper-void');
      const before = await this.photos.ofPaper(tx, at.paper.id);
      const same = before.find((photo) => photo.sha256 === sha256);
      if (same) return toPhotoDto(same);
      if (before.length >= MOST_PHOTOS) throw new DomainError('too-many-photos', { limit: MOST_PHOTOS });
      const file = await this.store.execute(ctx, {
        organisationId: at.enterpriseId,
        purpose: 'document',
        name: picture.name,
        mediaType,
        bytes,
        size,
      });
      return toPhotoDto(await this.keep(tx, at, { fileId: file.id, sha256, ...size }));
    });
  }

  /** From here on the record knows it. */
  private async keep(
    tx: Tx,
    { paper, attempt, enterpriseId }: PaperAtDesk,
    picture: Pick<PaperPhotoRow, 'fileId' | 'sha256' | 'width' | 'height'>,
  ): Promise<PaperPhotoRow> {
    const now = this.clock.now();
    const row: PaperPhotoRow = {
      id: uuidv7(now.getTime()),
      paperId: paper.id,
      ...picture,
      addedBy: tx.ctx.account.accountId,
      addedByName: tx.ctx.actorName,
      addedAt: now,
    };
    await this.photos.insert(tx, row);
    await this.attempts.log(tx, attempt.id, 'photographed', now, {
      number: paper.number,
      photo: row.id,
      sha256: row.sha256,
      by: row.addedBy,
      name: row.addedByName,
    });
    await this.audit.append(tx, {
      action: 'exams.paper.photograph',
      subject: { type: 'printed-paper', id: paper.id },
      organisationId: enterpriseId,
      detail: { photo: row.id, sha256: row.sha256 },
    });
    return row;
  }

  async read(ctx: Ctx, number: string, id: string): Promise<FileContent> {
    const fileId = await this.uow.read(ctx, async (tx) => {
      const { paper } = await this.desk.find(tx, number);
      const photo = await this.photos.find(tx, paper.id, id);
      if (!photo) throw new DomainError('not-found');
      return photo.fileId;
    });
    return this.files.execute(ctx, fileId);
  }
}
