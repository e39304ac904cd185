import { renderPages } from '@zhian/certificates';
import { printFonts } from '../../../../platform/fonts/print-fonts.js';
import { layOutPaper } from './lay-out-paper.js';
import type { PrintedDocument } from './printed-document.js';

export interface PrintJob {
  readonly title: string;
  readonly documents: readonly PrintedDocument[];
  /** ISO instant, in the file's own dates. */
  readonly printedAt: string;
}

/** All documents one after the other in one PDF file, each with pages of its own. */
export async function printPapers({ title, documents, printedAt }: PrintJob): Promise<Uint8Array> {
  const fonts = await printFonts();
  const pages = documents.flatMap((document) => layOutPaper(document, fonts));
  const at = new Date(printedAt);
  return renderPages(pages, { Title: title, Creator: '知安', Producer: '知安', CreationDate: at, ModDate: at }, fonts);
}
