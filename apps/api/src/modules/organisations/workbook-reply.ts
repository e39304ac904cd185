import { StreamableFile } from '@nestjs/common';
import { contentDisposition } from '../../platform/http/upload.js';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface WorkbookFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export function workbookReply(file: WorkbookFile): StreamableFile {
  return new StreamableFile(file.bytes, { type: XLSX, disposition: contentDisposition('attachment', file.fileName) });
}
