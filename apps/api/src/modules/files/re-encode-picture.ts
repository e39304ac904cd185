import sharp from 'sharp';
import { DomainError } from '../../platform/errors/domain-error.js';
import { PICTURE_LIMITS, type PictureType } from './picture-header.js';
import type { PictureSize } from './store-file.js';

/** Longest side in pixels: sharp on every screen we serve, and no camera's original for a phone on a bad line. */
const LONGEST_SIDE = 2000;

// One picture at a time on one core: those who sit an exam come first (contract 23).
sharp.concurrency(1);
sharp.cache(false);

/**
 * Decodes a picture and writes it anew, so that nothing but its pixels remains: no EXIF, no place, no thumbnail, nothing
 * behind its end (law A26). Turned upright as EXIF says, made smaller where its longest side is over 2000 pixels. The same
 * bytes give the same bytes.
 *
 * @throws DomainError picture-type when it cannot be decoded to its end
 */
export async function reencodePicture(
  bytes: Uint8Array,
  mediaType: PictureType,
): Promise<{ readonly bytes: Uint8Array; readonly size: PictureSize }> {
  const picture = sharp(bytes, { limitInputPixels: PICTURE_LIMITS.pixels, failOn: 'error' })
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
  const written =
    mediaType === 'image/png'
      ? picture.png({ compressionLevel: 9 })
      : mediaType === 'image/jpeg'
        ? picture.jpeg({ quality: 85 })
        : picture.webp({ quality: 85 });
  try {
    const { data, info } = await written.toBuffer({ resolveWithObject: true });
    return { bytes: data, size: { width: info.width, height: info.height } };
  } catch {
    throw new DomainError('picture-type');
  }
}
