import { deflateSync } from 'node:zlib';
import { crc32 } from 'node:zlib';
import sharp, { type Metadata } from 'sharp';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A grey PNG; beyond a megapixel only its header is true. */
export function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const pixels = width * height <= 1_000_000 ? Buffer.alloc((width + 1) * height, 0x80) : Buffer.alloc(10);
  for (let row = 0; row < height && pixels.length > 10; row += 1) pixels[row * (width + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A picture that can be decoded, with the place where it was taken in its EXIF. */
export function photo(
  format: 'png' | 'jpeg' | 'webp',
  width: number,
  height: number,
  orientation = 1,
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r: 128, g: 90, b: 60 } } })
    .toFormat(format)
    .withExif({ IFD0: { Copyright: 'zhian' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 7/1 0/1' } })
    .withMetadata({ orientation })
    .toBuffer();
}

/** What a decoder says of the bytes. */
export const pictureInfo = (bytes: Buffer): Promise<Metadata> => sharp(bytes).metadata();
