import type { ReadTx, Tx } from '../platform/db/tx.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Random } from './random.js';
import { seatEverybody } from './seat-everybody.js';
import { sit } from './sit-exam.js';
import { verb, type Workshop } from './world.js';

const SEED = 20_261_123;
/** Of those who have no account in the demo, so that whoever has one finds his exam unsat. */
const PASSED = 11;
const FAILED = 3;
const SITTING = 3;

const minutesBefore = (now: Date, minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

/** The exam that is open now, as its invigilators find it: rooms and seats are given, some have handed in. */
export async function holdExam(tx: Tx, workshop: Workshop, sessionId: string, now: Date): Promise<void> {
  await seatEverybody(tx, workshop, sessionId);
  const { opensAt } = workshop.timeline.openExam;
  const openFor = Math.floor((now.getTime() - opensAt.getTime()) / 60_000);
  const random = new Random(SEED);
  const people = random.shuffled(await withoutAccount(tx, sessionId)).slice(0, PASSED + FAILED);
  const sittings = people.map((person, index) => ({
    person,
    startsAt: minutesBefore(now, random.between(45, openFor - 1)),
    minutes: random.between(12, 35),
    knows: index < PASSED ? 0.88 + 0.12 * random.next() : 0.4 + 0.25 * random.next(),
  }));
  const keys = await keysOf(tx, sessionId);
  for (const one of sittings.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()))
    await sit(tx, workshop, sessionId, one, keys, random);
}

/** And some still sit. Their answers go the way of a phone's, which no transaction of ours can hold. */
export async function leaveSitting(workshop: Workshop, sessionId: string, now: Date): Promise<void> {
  const random = new Random(SEED);
  const { people, keys } = await verb(workshop, UnitOfWork).read(workshop.ctx, async (tx) => ({
    people: await withoutAccount(tx, sessionId),
    keys: await keysOf(tx, sessionId),
  }));
  for (const person of people.slice(0, SITTING)) {
    const startsAt = minutesBefore(now, random.between(6, 12));
    const sitting = { person, startsAt, minutes: 4, knows: 0.9, answered: random.between(5, 14) };
    await sit(null, workshop, sessionId, sitting, keys, random);
  }
}

/** Who has neither an account nor an attempt. */
function withoutAccount(tx: ReadTx, sessionId: string): Promise<{ id: string; name: string }[]> {
  return tx.query(
    `SELECT p.id, p.name FROM exam_entry x JOIN person p ON p.id = x.person_id
     WHERE x.session_id = $1 AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id)
       AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.session_id = x.session_id AND t.person_id = p.id) ORDER BY p.id`,
    [sessionId],
  );
}

/** Right options of everything that the exam may ask. */
async function keysOf(tx: ReadTx, sessionId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.query<{ id: string; correct: string[] }>(
    `SELECT k.version_id AS id, k.correct FROM question_key k
     WHERE k.version_id IN (SELECT (item ->> 'versionId')::uuid FROM exam_session s, jsonb_array_elements(s.pool) AS item WHERE s.id = $1)`,
    [sessionId],
  );
  return new Map(rows.map(({ id, correct }) => [id, correct]));
}
