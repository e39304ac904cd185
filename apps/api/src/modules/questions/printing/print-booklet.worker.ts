import { answerAside } from '../../../platform/workers/aside.js';
import { printBooklet, type BookletJob, type BookletMessage } from './print-booklet.js';
import type { PrintedDocument } from './printed-document.js';

await answerAside<BookletJob, null, BookletMessage, PrintedDocument | null>(async (job, ask) => {
  await printBooklet(job, ask);
  return null;
});
