import { answerAside } from '../../../../platform/workers/aside.js';
import { printCards, type BadgeJob, type SlipJob } from './print-cards.js';

await answerAside((job: BadgeJob | SlipJob) => printCards(job));
