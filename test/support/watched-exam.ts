import { CountItems, ExamineSessions } from '../../apps/api/src/modules/exams/index.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import type { MadeExam } from './exam.js';
import { endOverdue, openAttempts, questionsOf, type AskedQuestion, type SatAttempt } from './graded-exam.js';
import type { TestApp } from './harness.js';
import { settle } from './plans.js';

/** An exam in which something is to be looked at. Who does what, by number; everybody else does nothing of interest. */
export const CAST = {
  source: 4,
  copier: 5,
  onePhone: [6, 7],
  oneKiosk: [8, 9],
  /** Handed in on paper, at once, and once held the phone of the two. */
  paper: 10,
  fast: 11,
  /** Has left the page and copied something: see `lookAway`. */
  away: 12,
} as const;
export const CAST_SIZE = 14;

export interface WatchedExam {
  readonly questions: readonly AskedQuestion[];
  readonly sat: readonly SatAttempt[];
}

/** All of them have sat it and handed in; `before` runs while the attempts are open. */
export async function sitWatchedExam(
  t: TestApp,
  exam: MadeExam,
  people: readonly { readonly id: string; readonly name: string }[],
  before: (sat: readonly SatAttempt[]) => Promise<void>,
): Promise<WatchedExam> {
  const questions = await questionsOf(t, exam);
  const deadline = new Date((t.clock?.now().getTime() ?? Date.now()) - 60_000);
  const sat = await openAttempts(
    t,
    exam,
    people,
    () => questions,
    (person, question) => answerOf(person, question, questions),
    deadline,
    (person) => {
      const phone = { started: { device: 'a-phone-of-two-people' } };
      if ((CAST.onePhone as readonly number[]).includes(person)) return phone;
      if ((CAST.oneKiosk as readonly number[]).includes(person))
        return { started: { device: 'the-kiosk-browser', kiosk: uuidv7() } };
      if (person === CAST.paper) return { ...phone, seconds: 5 };
      if (person === CAST.fast) return { seconds: 15, seqOf: (slot) => deadline.getTime() - 20_000 + slot * 500 };
      return {};
    },
  );
  await before(sat);
  await endOverdue(t);
  // As if its answers had been keyed in by two people.
  await t.db.query(`UPDATE attempt SET mode = 'paper' WHERE id = $1`, [sat[CAST.paper]?.id]);
  return { questions, sat };
}

/** A third is wrong, spread over the options, by everybody in another way. */
export function answerOf(person: number, question: AskedQuestion, questions: readonly AskedQuestion[]): string {
  const who = person === CAST.copier ? CAST.source : person;
  const no = questions.indexOf(question);
  const roll = (who * 7919 + no * 104_729 + who * no * 31) % 97;
  return roll < 60 ? question.key : 'ABCD'.replace(question.key, '').charAt(roll % 3);
}

/** The one who was away says so, as his page would. */
export async function lookAway(t: TestApp, exam: MadeExam, sat: readonly SatAttempt[]): Promise<void> {
  const attempt = sat[CAST.away];
  if (!attempt) throw new Error('nobody was away');
  const away = await t.signIn('worker', { organisationId: exam.enterprise.id, personId: attempt.personId });
  const at = (t.clock?.now() ?? new Date()).toISOString();
  await t
    .http()
    .post(`/api/v1/exam-attempts/${attempt.id}/signals`)
    .set(away.headers)
    .send({
      signals: [
        { kind: 'blur', at },
        { kind: 'focus', at, ms: 90_500 },
        { kind: 'copy', at },
      ],
    })
    .expect(204);
}

/** They get neighbouring seats in a room. */
export async function seatSideBySide(
  t: TestApp,
  exam: MadeExam,
  people: readonly (string | undefined)[],
): Promise<void> {
  const room = await t.db.query<{ id: string }>(
    `INSERT INTO exam_room (id, session_id, name, position) VALUES (gen_random_uuid(), $1, '一号考场', 1) RETURNING id`,
    [exam.sessionId],
  );
  for (const [index, person] of people.entries())
    await t.db.query(`UPDATE exam_entry SET room_id = $1, seat = $2 WHERE session_id = $3 AND person_id = $4`, [
      room.rows[0]?.id,
      index + 7,
      exam.sessionId,
      person,
    ]);
}

/** What the sweepers do after grades: items counted, papers compared. Returns how many exams were looked through. */
export async function examine(t: TestApp): Promise<number> {
  await settle(t);
  await t.get(CountItems).execute();
  return t.get(ExamineSessions).execute();
}
