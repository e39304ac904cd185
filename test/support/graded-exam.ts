import { ExpireAttempts } from '../../apps/api/src/modules/exams/index.js';
import { hashOfEvent, LOG_GENESIS } from '../../apps/api/src/modules/exams/attempts/attempt-log.js';
import { hashOfPaper } from '../../apps/api/src/modules/exams/attempts/attempt-record.js';
import { packPaper } from '../../apps/api/src/modules/exams/attempts/packed-paper.js';
import type { Paper } from '../../libs/question-bank/src/index.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import type { MadeExam } from './exam.js';
import type { TestApp } from './harness.js';

export interface AskedQuestion {
  readonly id: string;
  readonly versionId: string;
  readonly type: 'single' | 'multiple' | 'true_false';
  readonly key: string;
  readonly stem: string;
}

export interface SatAttempt {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  /** versionId → stored labels, '' for no answer. */
  readonly given: ReadonlyMap<string, string>;
}

export async function questionsOf(t: TestApp, exam: MadeExam): Promise<AskedQuestion[]> {
  const { rows } = await t.db.query<AskedQuestion>(
    `SELECT q.id, v.id AS "versionId", v.type, array_to_string(k.correct, '') AS key, v.stem
     FROM question q JOIN question_version v ON v.id = q.current_version_id JOIN question_key k ON k.version_id = v.id
     WHERE q.id = ANY($1::uuid[]) ORDER BY q.id`,
    [[...exam.questions.keys()]],
  );
  return rows;
}

/** How an attempt is sat, where it matters. */
export interface Sitting {
  /** Before the deadline; an hour otherwise. */
  readonly seconds?: number;
  /** What the log says of its start: browser, shared device. */
  readonly started?: { readonly device?: string; readonly kiosk?: string };
  /** clientSeq of the answer to a question by its number; 1 otherwise. */
  readonly seqOf?: (slot: number) => number;
}

/**
 * One attempt per person, 10 points a question, given as rows: papers of the questions named, answers as `answer` says. They are
 * left open, overdue, for the sweeper to end: from there on everything is the product's own work.
 */
export async function openAttempts(
  t: TestApp,
  exam: MadeExam,
  people: readonly { readonly id: string; readonly name: string }[],
  questions: (person: number) => readonly AskedQuestion[],
  answer: (person: number, question: AskedQuestion) => string,
  deadline: Date,
  sitting: (person: number) => Sitting = () => ({}),
): Promise<SatAttempt[]> {
  const sat: SatAttempt[] = [];
  for (const [index, person] of people.entries()) {
    const id = uuidv7();
    const asked = questions(index);
    const seed = index.toString(16).padStart(64, '0');
    const paper: Paper = {
      algorithm: 'zhian-draw-2',
      seed,
      totalPoints: asked.length * 1000,
      slots: asked.map((question, position) => ({
        slot: position + 1,
        versionId: question.versionId,
        questionId: question.id,
        type: question.type,
        points: 1000,
        optionOrder:
          question.type === 'true_false' ? [0, 1] : [(index + 1) % 4, (index + 2) % 4, (index + 3) % 4, index % 4],
      })),
    };
    const { seconds = 3600, started = {}, seqOf = () => 1 } = sitting(index);
    const startedAt = new Date(deadline.getTime() - seconds * 1000);
    const given = new Map(asked.map((question) => [question.versionId, answer(index, question)]));
    await t.db.query(
      `INSERT INTO attempt (id, session_id, person_id, no, status, seed, paper, started_at, deadline, max_score, device_id)
       VALUES ($1, $2, $3, 1, 'open', $4, $5, $6, $7, $8, $9)`,
      [
        id,
        exam.sessionId,
        person.id,
        seed,
        packPaper(paper),
        startedAt,
        deadline,
        paper.totalPoints,
        started.device ?? null,
      ],
    );
    await t.db.query(
      `INSERT INTO exam_entry (session_id, person_id, added_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [exam.sessionId, person.id, startedAt],
    );
    const event = {
      attemptId: id,
      seq: 1,
      at: startedAt.toISOString(),
      kind: 'started',
      data: { no: 1, ...started, paper: hashOfPaper(seed, paper) },
      prevHash: LOG_GENESIS,
    };
    await t.db.query(
      `INSERT INTO attempt_event (attempt_id, seq, at, kind, data, prev_hash, hash) VALUES ($1, 1, $2, 'started', $3, $4, $5)`,
      [id, event.at, JSON.stringify(event.data), LOG_GENESIS, hashOfEvent(event)],
    );
    const answered = paper.slots.filter((slot) => given.get(slot.versionId));
    await t.db.query(
      `INSERT INTO answer (attempt_id, slot, choice, client_seq, saved_at) SELECT $1, s, c, n, $4 FROM unnest($2::smallint[], $3::text[], $5::bigint[]) AS a (s, c, n)`,
      [
        id,
        answered.map((slot) => slot.slot),
        answered.map((slot) => given.get(slot.versionId)),
        startedAt,
        answered.map((slot) => seqOf(slot.slot)),
      ],
    );
    sat.push({ id, personId: person.id, name: person.name, given });
  }
  return sat;
}

/** Ends what is overdue, as the sweeper does. */
export async function endOverdue(t: TestApp): Promise<void> {
  while ((await t.get(ExpireAttempts).execute()) > 0);
}

export interface Standing {
  id: string;
  score: number;
  max_score: number;
  passed: boolean;
}

export async function standings(t: TestApp, sessionId: string): Promise<Map<string, Standing>> {
  const { rows } = await t.db.query<Standing>(
    `SELECT id, score, max_score, passed FROM attempt WHERE session_id = $1 AND status <> 'open' ORDER BY id`,
    [sessionId],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
