import { openPages, type PageLayout } from '@zhian/certificates';
import { printFonts } from '../../../platform/fonts/print-fonts.js';
import { blankPage } from './pdf/blank-page.js';
import { layOutList } from './pdf/lay-out-list.js';
import { layOutPaper } from './pdf/lay-out-paper.js';
import { pdfInfo } from './print-papers.js';
import type { PrintedDocument, PrintedList } from './printed-document.js';

export interface BookletJob {
  readonly title: string;
  /** On the first pages. */
  readonly list: PrintedList;
  /** ISO instant, in the file's own dates. */
  readonly printedAt: string;
}

/** Asks for the next paper, or hands over what has been made. */
export type BookletMessage = { readonly next: true } | { readonly bytes: Uint8Array };

/**
 * Many papers as one PDF file, to be printed on one side or on both: each begins on a leaf of its own. One paper at a time is in
 * memory, and of those before it only where they are in the file.
 */
export async function printBooklet(
  { title, list, printedAt }: BookletJob,
  ask: (message: BookletMessage) => Promise<PrintedDocument | null | void>,
): Promise<void> {
  const fonts = await printFonts();
  const file = openPages(pdfInfo(title, printedAt), fonts);
  const add = (pages: readonly PageLayout[]): void => {
    for (const page of pages) file.add(page);
    if (pages.length % 2 === 1) file.add(blankPage(fonts));
  };
  add(layOutList(list, fonts));
  for (;;) {
    const paper = await ask({ next: true });
    if (!paper) break;
    add(layOutPaper(paper, fonts));
    await ask({ bytes: file.take() });
  }
  await ask({ bytes: await file.end() });
}
