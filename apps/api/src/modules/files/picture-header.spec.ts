import { describe, expect, it } from '@jest/globals';
import { readPictureHeader } from './picture-header.js';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

const PNG = '89504e470d0a1a0a 0000000d 49484452 00000280 000001e0 08020000 00';
const JPEG = 'ffd8 ffe0 0010 4a46494600010100000100010000 ffc4 0004 0000 ffff c2 000b 08 01e0 0280 01 011100';
const WEBP_LOSSY = '52494646 1e000000 57454250 56503820 0a000000 300000 9d012a 8002 e001';
const WEBP_LOSSLESS = '52494646 1e000000 57454250 5650384c 0a000000 2f 7fc27700';
const WEBP_EXTENDED = '52494646 16000000 57454250 56503858 0a000000 00000000 7f0200 df0100';

describe('law A26: the header of a picture', () => {
  it.each([
    ['PNG', PNG, 'image/png'],
    ['progressive JPEG behind other segments and fill bytes', JPEG, 'image/jpeg'],
    ['lossy WebP', WEBP_LOSSY, 'image/webp'],
    ['lossless WebP', WEBP_LOSSLESS, 'image/webp'],
    ['extended WebP', WEBP_EXTENDED, 'image/webp'],
  ])('of %s gives type and size', (_, bytes, mediaType) => {
    expect(readPictureHeader(hex(bytes))).toEqual({ mediaType, width: 640, height: 480 });
  });

  it.each([PNG, JPEG, WEBP_LOSSY, WEBP_LOSSLESS, WEBP_EXTENDED])('that is cut off anywhere is none (%#)', (bytes) => {
    const whole = hex(bytes);
    for (let length = 0; length < 20; length += 1) expect(readPictureHeader(whole.subarray(0, length))).toBeNull();
  });

  it.each([
    ['GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['PDF', Buffer.from('%PDF-1.7 ........................')],
    ['a PNG of no width', hex(PNG.replace('00000280', '00000000'))],
    ['a JPEG that ends before its frame', hex('ffd8 ffd9 00000000')],
    ['a JPEG whose segment has no length', hex('ffd8 ffe0 0000 ffe0 0000')],
  ])('of %s is none', (_, bytes) => {
    expect(readPictureHeader(bytes)).toBeNull();
  });

  it('is found at an offset of a larger buffer', () => {
    const padded = Buffer.concat([Buffer.alloc(7), hex(PNG)]);
    expect(readPictureHeader(padded.subarray(7))).toMatchObject({ width: 640 });
  });
});
