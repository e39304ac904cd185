import { Injectable } from '@nestjs/common';
import type { ExportFormat, WrittenPicture, WrittenPictures } from '@zhian/question-bank';
import sharp from 'sharp';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { ReadFile, type FileContent } from '../../files/index.js';
import type { Question } from '../question.dto.js';

const MB = 1024 * 1024;
/** Encoded as text they are a third larger, and the file is to be taken by an import again. */
const MOST_BYTES = 15 * MB;

const EXTENSIONS: Readonly<Record<string, WrittenPicture['extension']>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/** The pictures that go out with questions: read once each, as they lie in the bank. */
@Injectable()
export class ExportPictures {
  constructor(private readonly files: ReadFile) {}

  /** None for a format without a place for them. @throws DomainError export-pictures-too-large */
  async of(ctx: Ctx, questions: readonly Question[], format: ExportFormat): Promise<WrittenPictures> {
    const pictures = new Map<string, WrittenPicture>();
    let size = 0;
    for (const { fileId } of format.carriesPictures ? questions.flatMap(({ images }) => images) : []) {
      const picture = pictures.get(fileId) ?? (await carried(await this.files.execute(ctx, fileId), format));
      pictures.set(fileId, picture);
      size += picture.bytes.length;
      if (size > MOST_BYTES) throw new DomainError('export-pictures-too-large', { limit: MOST_BYTES / MB });
    }
    return pictures;
  }
}

/** What other programs do not show becomes a PNG: a drawing of the platform's own, and WebP in a workbook. */
async function carried({ mediaType, bytes }: FileContent, { id }: ExportFormat): Promise<WrittenPicture> {
  const extension = EXTENSIONS[mediaType];
  if (extension !== undefined && !(id === 'xlsx' && extension === 'webp')) return { bytes, extension };
  return { bytes: await sharp(bytes).png().toBuffer(), extension: 'png' };
}
