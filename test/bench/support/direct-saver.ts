import { loadConfig } from '../../../apps/api/src/platform/config/config.js';
import { AnswerRepository } from '../../../apps/api/src/modules/exams/attempts/answer.repository.js';
import { SqlPool } from '../../../apps/api/src/platform/db/sql-pool.js';

// The save path without HTTP: what pgbench is to PostgreSQL. Told by message how many callers and for how long.

const sql = new SqlPool(loadConfig(process.env));
const answers = new AnswerRepository(sql);

interface DirectJob {
  readonly callers: number;
  readonly seconds: number;
  readonly attemptIds: readonly string[];
  readonly questions: number;
}

let clientSeq = Date.now() * 10;

async function perform({ callers, seconds, attemptIds, questions }: DirectJob): Promise<number> {
  let done = 0;
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let at = caller; performance.now() < end; at = (at + callers) % attemptIds.length) {
        const answer = {
          slot: 1 + Math.floor(Math.random() * questions),
          choice: 'ABCD'.charAt(done % 4),
          clientSeq: ++clientSeq,
        };
        const saved = await answers.save({
          attemptId: attemptIds[at] ?? '',
          device: null,
          at: new Date(),
          answers: [answer],
          count: false,
        });
        if (saved.outcome !== 'stored') throw new Error(`not stored: ${saved.outcome}`);
        done += 1;
      }
    }),
  );
  return done;
}

process.on('message', (job: DirectJob) => {
  perform(job).then(
    (done) => process.send?.({ result: done }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
