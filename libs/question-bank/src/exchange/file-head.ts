import { isText, decodeHead } from './decode-text.js';
import type { QuestionFile } from './read-options.js';
import { archiveNames } from './archive-names.js';

/** What the detectors of formats look at; found out once per file. */
export interface FileHead extends QuestionFile {
  /** Ending of the name in lower case without the dot; '' when it has none. */
  extension: string;
  /** The first 64 KiB as text, whatever the encoding; null when the bytes are no text. */
  text: string | null;
  /** Names of the parts of a zip archive, unchecked, for detection only; [] when it is none. */
  parts: readonly string[];
}

const HEAD_BYTES = 64 * 1024;

export function headOf(file: QuestionFile): FileHead {
  const extension = /\.([^./\\]+)$/.exec(file.fileName)?.[1]?.toLowerCase() ?? '';
  const parts = archiveNames(file.bytes);
  const head = file.bytes.subarray(0, HEAD_BYTES);
  return { ...file, extension, parts, text: parts.length === 0 && isText(head) ? decodeHead(head) : null };
}
