import { renderPages, type PdfInfo } from '@zhian/certificates';
import { printFonts } from '../../../platform/fonts/print-fonts.js';
import { writeDocument } from './docx/write-document.js';
import { layOutPaper } from './pdf/lay-out-paper.js';
import type { PrintFormat, PrintedDocument } from './printed-document.js';

export interface PrintJob {
  readonly format: PrintFormat;
  readonly title: string;
  readonly documents: readonly PrintedDocument[];
  /** ISO instant, in the file's own dates. */
  readonly printedAt: string;
}

/** All documents one after the other in one file. Each PDF document has page numbers of its own. */
export async function printPapers({ format, title, documents, printedAt }: PrintJob): Promise<Uint8Array> {
  const fonts = await printFonts();
  if (format === 'docx') return writeDocument(title, documents, fonts);
  const pages = documents.flatMap((document) => layOutPaper(document, fonts));
  return renderPages(pages, pdfInfo(title, printedAt), fonts);
}

/** @param printedAt ISO instant */
export function pdfInfo(title: string, printedAt: string): PdfInfo {
  const at = new Date(printedAt);
  return { Title: title, Creator: '知安', Producer: '知安', CreationDate: at, ModDate: at };
}
