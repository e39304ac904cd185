import { startsWith } from './decode-text.js';
import type { FileHead } from './file-head.js';
import { UnreadableFileError } from './unreadable-file.js';
import type { UnreadableCode } from './unreadable-file.js';

const PDF = [0x25, 0x50, 0x44, 0x46];

/** What people send although nobody here can read it. By the ending of its name, which tells better than its bytes what it was to them. */
const ENDINGS: ReadonlyMap<string, UnreadableCode> = new Map([
  ...given('pdf', 'pdf'),
  ...given('picture', 'png', 'jpg', 'jpeg', 'gif', 'bmp', 'webp', 'heic', 'tif', 'tiff'),
  ...given('presentation', 'ppt', 'pptx', 'pps', 'ppsx', 'dps'),
  ...given('archive', 'zip', 'rar', '7z'),
]);

function given(code: UnreadableCode, ...endings: readonly string[]): (readonly [string, UnreadableCode])[] {
  return endings.map((ending) => [ending, code] as const);
}

/** @throws UnreadableFileError saying what it is, when a file that no format knows can be told to be of another kind */
export function refuseForeign(head: FileHead): void {
  const kind = kindOf(head);
  if (kind !== undefined) throw new UnreadableFileError(kind);
}

function kindOf({ bytes, extension, parts }: FileHead): UnreadableCode | undefined {
  if (startsWith(bytes, PDF)) return 'pdf';
  if (parts.some((name) => name.startsWith('ppt/'))) return 'presentation';
  return ENDINGS.get(extension);
}
