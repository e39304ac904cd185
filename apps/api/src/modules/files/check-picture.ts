import { DomainError } from '../../platform/errors/domain-error.js';
import { PICTURE_LIMITS, readPictureHeader, type PictureType } from './picture-header.js';
import { reencodePicture } from './re-encode-picture.js';
import type { PictureSize } from './store-file.js';

export interface CheckedPicture {
  readonly mediaType: PictureType;
  /** Written anew. */
  readonly bytes: Uint8Array;
  readonly size: PictureSize;
}

/**
 * A picture from a person: its type is what its bytes say, it is not too large, and its bytes are written anew (law A26).
 *
 * @throws DomainError picture-too-large, picture-type, picture-too-many-pixels
 */
export async function checkPicture(given: Uint8Array): Promise<CheckedPicture> {
  if (given.length > PICTURE_LIMITS.bytes) {
    throw new DomainError('picture-too-large', { limit: PICTURE_LIMITS.bytes / 1024 / 1024 });
  }
  const header = readPictureHeader(given);
  if (!header) throw new DomainError('picture-type');
  if (header.width * header.height > PICTURE_LIMITS.pixels) {
    throw new DomainError('picture-too-many-pixels', {
      width: header.width,
      height: header.height,
      limit: PICTURE_LIMITS.pixels / 10_000,
    });
  }
  return { mediaType: header.mediaType, ...(await reencodePicture(given, header.mediaType)) };
}
