import { ConfigureBank, CreateQuestions } from '../modules/questions/index.js';
import type { Tx } from '../platform/db/tx.js';
import { questionToCreate } from './build-questions.js';
import { readQuestions } from './data.js';
import { asOfficer, must, verb, type Workshop } from './world.js';

const AUTHOR = 'coal-safety-2';

/** The coal mine reviews its questions from now on, and its second safety officer has written some for the first one to read. */
export async function buildReview(
  tx: Tx,
  workshop: Workshop,
  coal: { id: string; posts: ReadonlyMap<string, string> },
): Promise<void> {
  await verb(workshop, ConfigureBank).execute(workshop.ctx, 0, { organisationId: coal.id, reviewRequired: true });
  const author = await tx.one<{ id: string; name: string; path: string }>(
    `SELECT a.id, a.display_name AS name, o.path FROM account a, organisation o WHERE a.login = $1 AND o.id = $2`,
    [AUTHOR, coal.id],
  );
  const questions = await readQuestions('coal-in-review');
  // One by one: each is a deed of its own in the record.
  for (const question of questions)
    await verb(workshop, CreateQuestions).execute(asOfficer(tx, must(author, AUTHOR), coal.id), {
      organisationId: coal.id,
      questions: [questionToCreate(question, (post) => must(coal.posts.get(post), post))],
    });
}
