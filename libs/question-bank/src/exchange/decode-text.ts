import iconv from 'iconv-lite';
import { UnreadableFileError } from './unreadable-file.js';

/**
 * UTF-8 with or without BOM, UTF-16 with BOM (Excel's «Unicode text»), else GB18030, which contains GBK and GB2312.
 *
 * @throws UnreadableFileError when it is none of them
 */
export function decodeText(bytes: Uint8Array): string {
  if (isUtf16(bytes)) return iconv.decode(bufferOf(bytes), 'utf-16');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = iconv.decode(bufferOf(bytes), 'gb18030');
    if (text.includes('\uFFFD')) throw new UnreadableFileError('not-text');
  }
  if (text.includes('\0')) throw new UnreadableFileError('not-text');
  return text;
}

/** The beginning of a text; a character cut in two at its end does no harm. */
export function decodeHead(bytes: Uint8Array): string {
  if (isUtf16(bytes)) return iconv.decode(bufferOf(bytes), 'utf-16');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return iconv.decode(bufferOf(bytes), 'gb18030');
  }
}

/** False for bytes that no text holds: NUL outside UTF-16, or the mark of an Office file, a PDF or an archive. */
export function isText(bytes: Uint8Array): boolean {
  return isUtf16(bytes) || (!bytes.includes(0) && !MAGICS.some((magic) => startsWith(bytes, magic)));
}

const MAGICS: readonly (readonly number[])[] = [
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x50, 0x4b],
  [0x25, 0x50, 0x44, 0x46],
];

export function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function isUtf16(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
