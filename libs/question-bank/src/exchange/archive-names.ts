import { READ_LIMITS } from './read-limits.js';

const END_RECORD = 0x06054b50;
const ENTRY = 0x02014b50;
const LONGEST_END = 22 + 65_535;

/**
 * Names of the parts in a zip's directory, as far as they can be read: to tell formats apart before anything is opened.
 * Nothing here is trusted later; the reader of a format checks the archive itself.
 */
export function archiveNames(bytes: Uint8Array): string[] {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [];
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const names: string[] = [];
  let at = end === null ? view.length : view.readUInt32LE(end + 16);
  while (names.length < READ_LIMITS.entries && at + 46 <= view.length && view.readUInt32LE(at) === ENTRY) {
    const length = view.readUInt16LE(at + 28);
    names.push(view.toString('utf8', at + 46, at + 46 + length));
    at += 46 + length + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return names;
}

function findEnd(view: Buffer): number | null {
  for (let at = view.length - 22; at >= Math.max(0, view.length - LONGEST_END); at -= 1) {
    if (view.readUInt32LE(at) === END_RECORD) return at;
  }
  return null;
}
