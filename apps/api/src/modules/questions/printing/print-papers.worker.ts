import { answerAside } from '../../../platform/workers/aside.js';
import { printPapers, type PrintJob } from './print-papers.js';

await answerAside((job: PrintJob) => printPapers(job));
