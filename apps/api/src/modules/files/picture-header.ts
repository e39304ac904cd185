export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

export interface PictureHeader {
  readonly mediaType: PictureType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** A picture as a user may send it: at most 5 MB, and 25 megapixels so that no phone chokes on it (law A26). */
export const PICTURE_LIMITS = { bytes: 5 * 1024 * 1024, pixels: 25_000_000 } as const;

/**
 * What the first bytes say, whatever the name or the declared type say. Null for anything but a well-formed header of
 * PNG, JPEG or WebP; SVG has no magic bytes and is therefore always null.
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readPng(view) ?? readJpeg(view) ?? readWebp(view);
  } catch (error) {
    // A header that points beyond the end of the file.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function ascii(view: DataView, offset: number, length: number): string {
  return Array.from({ length }, (_, index) => String.fromCharCode(view.getUint8(offset + index))).join('');
}

function sized(mediaType: PictureType, width: number, height: number): PictureHeader | null {
  return width > 0 && height > 0 ? { mediaType, width, height } : null;
}

/** ISO/IEC 15948: signature, then IHDR. */
function readPng(view: DataView): PictureHeader | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || ascii(view, 12, 4) !== 'IHDR')
    return null;
  return sized('image/png', view.getUint32(16), view.getUint32(20));
}

/** ISO/IEC 10918-1: the first start-of-frame segment holds the size. */
function readJpeg(view: DataView): PictureHeader | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return sized('image/jpeg', view.getUint16(at + 7), view.getUint16(at + 5));
    const length = view.getUint16(at + 2);
    if (length < 2 || marker === 0xda || marker === 0xd9) return null;
    at += 2 + length;
  }
  return null;
}

/** RFC 9649: lossy (VP8), lossless (VP8L) or extended (VP8X). */
function readWebp(view: DataView): PictureHeader | null {
  if (ascii(view, 0, 4) !== 'RIFF' || ascii(view, 8, 4) !== 'WEBP') return null;
  const chunk = ascii(view, 12, 4);
  if (chunk === 'VP8X') return sized('image/webp', uint24(view, 24) + 1, uint24(view, 27) + 1);
  if (chunk === 'VP8L' && view.getUint8(20) === 0x2f) {
    const bits = view.getUint32(21, true);
    return sized('image/webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  if (chunk === 'VP8 ' && uint24(view, 23) === 0x2a019d) {
    return sized('image/webp', view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  }
  return null;
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}
