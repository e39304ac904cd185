import type pg from 'pg';
import { uuidv7 } from '../../../apps/api/src/platform/ids/uuid.js';

// What one writes without thinking of a stampede, on the same database and generously: no HTTP, no session, no validation.

const CONNECTIONS = 16;

async function inParallel(
  count: number,
  work: (index: number) => Promise<void>,
): Promise<{ done: number; seconds: number }> {
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let index = next++; index < count; index = next++) await work(index);
    }),
  );
  return { done: count, seconds: (performance.now() - began) / 1000 };
}

async function inTransaction(db: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await db.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** Draws by ORDER BY random() and stores the paper with its texts. */
export async function naiveStart(db: pg.Pool, count: number): Promise<{ done: number; seconds: number }> {
  await db.query(
    `CREATE TABLE naive_attempt (id uuid PRIMARY KEY, started_at timestamptz NOT NULL, paper jsonb NOT NULL)`,
  );
  return inParallel(count, () =>
    inTransaction(db, async (client) => {
      const paper: object[] = [];
      for (const [type, number] of [
        ['single', 60],
        ['multiple', 20],
        ['true_false', 20],
      ]) {
        const { rows } = await client.query<object>(
          `SELECT v.id, v.question_id, v.stem, v.options FROM question q JOIN question_version v ON v.id = q.current_version_id
           WHERE q.status = 'active' AND v.type = $1 ORDER BY random() LIMIT $2`,
          [type, number],
        );
        paper.push(...rows);
      }
      await client.query(`INSERT INTO naive_attempt VALUES ($1, now(), $2)`, [uuidv7(), JSON.stringify(paper)]);
    }),
  );
}

/** A row for each question of each attempt, graded at submission from keys that are read then. */
export async function naiveSubmit(db: pg.Pool, count: number): Promise<{ done: number; seconds: number }> {
  await db.query(
    `CREATE TABLE naive_question (attempt_id uuid, slot int, version_id uuid, answer text, score int, graded_at timestamptz, PRIMARY KEY (attempt_id, slot))`,
  );
  await db.query(
    `INSERT INTO naive_question (attempt_id, slot, version_id, answer)
     SELECT a.id, q.slot, q.id, 'A' FROM naive_attempt a CROSS JOIN (SELECT id, row_number() OVER () AS slot FROM question_version LIMIT 100) q`,
  );
  const { rows: attempts } = await db.query<{ id: string }>(`SELECT id FROM naive_attempt LIMIT $1`, [count]);
  return inParallel(attempts.length, (index) =>
    inTransaction(db, async (client) => {
      const id = attempts[index]?.id;
      await client.query(`SELECT 1 FROM naive_attempt WHERE id = $1 FOR UPDATE`, [id]);
      const { rows } = await client.query<{ slot: number; answer: string; correct: string[] }>(
        `SELECT q.slot, q.answer, k.correct FROM naive_question q JOIN question_key k ON k.version_id = q.version_id WHERE q.attempt_id = $1`,
        [id],
      );
      const scores = rows.map((row) => (row.answer === row.correct.join('') ? 100 : 0));
      await client.query(
        `UPDATE naive_question q SET score = g.score, graded_at = now() FROM unnest($2::int[], $3::int[]) AS g(slot, score) WHERE q.attempt_id = $1 AND q.slot = g.slot`,
        [id, rows.map((row) => row.slot), scores],
      );
    }),
  );
}
