import type { Tx } from '../platform/db/tx.js';
import { Random } from './random.js';
import { seatEverybody } from './seat-everybody.js';
import { sit, type Answered, type Sitting } from './sit-exam.js';
import { must, type DemoQuestion, type Workshop, type World } from './world.js';

const SEED = 20_260_922;
/** Of those who have no account in the demo. */
const ABSENT = 2;
/** 127 V is right under ground; most of them answer with the 36 V that they know from the surface, so that 统计提示 names the question. */
const CONFUSED = { code: 'COAL-088', says: ['B'], oneInKnowsBetter: 6 };

interface Seated {
  readonly id: string;
  readonly name: string;
  readonly room: string;
  readonly seat: number;
  readonly hasAccount: boolean;
}

/**
 * The coal mine's exam of the quarter that is over, in its rooms. One of two neighbours has copied the other's paper, mistakes and
 * all, so that 请看一眼 has something to show. Neither of the two has an account in the demo.
 */
export async function sitMineExam(tx: Tx, workshop: Workshop, world: World, sessionId: string): Promise<void> {
  await seatEverybody(tx, workshop, sessionId);
  const random = new Random(SEED);
  const questions = must(world.questions.get('coal'), 'the bank of the coal mine');
  const keys: Answered = new Map(questions.map(({ versionId, key }) => [versionId, key]));
  const everybody = await seated(tx, sessionId);
  const [known, copying] = neighboursWithoutAccount(everybody);
  const absent = everybody.filter((one) => !one.hasAccount && one !== known && one !== copying).slice(0, ABSENT);
  const present = everybody.filter((one) => !absent.includes(one));
  const mistake = commonMistake(questions);
  let copied: Answered = new Map();
  for (const [index, person] of present.entries()) {
    const knowsBetter = index % CONFUSED.oneInKnowsBetter === 0;
    const answered = await sit(
      tx,
      workshop,
      sessionId,
      {
        ...sittingOf(workshop, person, random),
        ...(person === known ? { knows: 0.5 } : {}),
        says: person === copying ? copied : knowsBetter ? new Map() : mistake,
      },
      keys,
      random,
    );
    if (person === known) copied = answered;
  }
}

function sittingOf({ timeline }: Workshop, person: Seated, random: Random): Sitting {
  return {
    person,
    startsAt: new Date(timeline.mineExam.opensAt.getTime() + random.between(0, 180) * 1000),
    minutes: random.between(22, 48),
    knows: 0.82 + 0.18 * random.next(),
  };
}

function commonMistake(questions: readonly DemoQuestion[]): Answered {
  const { versionId } = must(
    questions.find(({ code }) => code === CONFUSED.code),
    CONFUSED.code,
  );
  return new Map([[versionId, CONFUSED.says]]);
}

/** By room and seat, so that who sits beside whom follows. */
function seated(tx: Tx, sessionId: string): Promise<Seated[]> {
  return tx.query<Seated>(
    `SELECT p.id, p.name, r.name AS room, x.seat, EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id) AS "hasAccount"
     FROM exam_entry x JOIN person p ON p.id = x.person_id JOIN exam_room r ON r.id = x.room_id
     WHERE x.session_id = $1 ORDER BY r.name, x.seat`,
    [sessionId],
  );
}

function neighboursWithoutAccount(everybody: readonly Seated[]): readonly [Seated, Seated] {
  for (const [index, one] of everybody.entries()) {
    const next = everybody[index + 1];
    if (next?.room === one.room && !one.hasAccount && !next.hasAccount) return [one, next];
  }
  throw new Error('the demo lacks two neighbours without an account');
}
