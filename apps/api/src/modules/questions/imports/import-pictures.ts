import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { contentFingerprint, type TakenPicture } from '@zhian/question-bank';
import type { Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { FindPictures, StoreFile, checkPicture, type CheckedPicture } from '../../files/index.js';
import type { QuestionImportRow } from './question-import.entity.js';
import { StagedPicturesRepository, type StagedPicture } from './staged-pictures.repository.js';

/** Gives the transaction in which something is looked up or staged. */
export type InTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

type Import = Pick<QuestionImportRow, 'id' | 'organisationId'>;

/**
 * Pictures of an upload: looked at as if a person had uploaded them (law A26), kept beside its rows, and made files by the
 * confirmation. The same picture is one file, also when the bank has it: so the same workbook brings nothing new.
 */
@Injectable()
export class ImportPictures {
  constructor(
    private readonly staged: StagedPicturesRepository,
    private readonly pictures: FindPictures,
    private readonly files: StoreFile,
  ) {}

  /** Checks a picture, writes it anew and keeps it for the import; or says in zh-CN what is wrong with it. */
  async take(head: Import, given: Uint8Array, run: InTransaction): Promise<TakenPicture | { refused: string }> {
    // What the bank gave out itself comes back as it is: writing a JPEG anew would make another picture of it.
    const own = await run((tx) => this.known(tx, head, given));
    if (own) return taken(own);
    try {
      const checked = await checkPicture(given);
      return taken(await run((tx) => this.stage(tx, head, checked)));
    } catch (error) {
      if (error instanceof DomainError) return { refused: error.detail };
      throw error;
    }
  }

  /**
   * Makes what the import's questions show agree with the bank, which may have got the same pictures since the preview. Hold
   * the bank's lock.
   */
  async settle(tx: Tx, head: Import): Promise<void> {
    const moved = new Map<string, string>();
    for (const { fileId, sha256 } of await this.staged.shown(tx, head.id)) {
      const there = await this.pictures.same(tx, head.organisationId, sha256);
      if (there && there.id !== fileId) moved.set(fileId, there.id);
    }
    if (moved.size === 0) return;
    const rows = await this.staged.showing(tx, head.id, [...moved.keys()]);
    const changed = rows.map(({ seq, type, stem, options, images, correct }) => {
      const settled = images.map((image) => ({ ...image, fileId: moved.get(image.fileId) ?? image.fileId }));
      const content = { type, stem, options, images: settled };
      return { seq, images: settled, fingerprint: contentFingerprint({ content, key: { correct } }) };
    });
    await this.staged.show(tx, head.id, changed);
  }

  /** Makes files of the pictures that the import's questions show and the bank does not have; after `settle`. */
  async store(tx: Tx, head: Import): Promise<void> {
    for (const { fileId, sha256, mediaType, size } of await this.staged.shown(tx, head.id)) {
      if (await this.pictures.same(tx, head.organisationId, sha256)) continue;
      const kept = await this.staged.bytes(tx, head.id, fileId);
      if (!kept) throw new Error(`picture ${fileId} of import ${head.id} is gone`);
      const { organisationId } = head;
      const name = `导入的图片.${mediaType.slice('image/'.length)}`;
      await this.files.execute(tx.ctx, {
        id: fileId,
        organisationId,
        purpose: 'picture',
        name,
        mediaType,
        size,
        bytes: kept.bytes,
      });
    }
  }

  private async known(tx: Tx, head: Import, bytes: Uint8Array): Promise<StagedPicture | null> {
    const sha256 = digestOf(bytes);
    const staged = await this.staged.find(tx, head.id, sha256);
    if (staged) return staged;
    const stored = await this.pictures.same(tx, head.organisationId, sha256);
    if (!stored) return null;
    const { id: fileId, mediaType, width, height } = stored;
    const picture = { fileId, sha256, mediaType, size: { width, height } };
    await this.staged.insert(tx, head.id, picture, bytes);
    return picture;
  }

  private async stage(tx: Tx, head: Import, { mediaType, bytes, size }: CheckedPicture): Promise<StagedPicture> {
    const known = await this.known(tx, head, bytes);
    if (known) return known;
    const picture = { fileId: randomUUID(), sha256: digestOf(bytes), mediaType, size };
    await this.staged.insert(tx, head.id, picture, bytes);
    return picture;
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function taken({ fileId, size }: StagedPicture): TakenPicture {
  return { fileId, ...size };
}
