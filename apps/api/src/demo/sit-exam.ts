import { SaveAnswers, StartAttempt, SubmitAttempt } from '../modules/exams/index.js';
import { ExcusePerson } from '../modules/training-plans/index.js';
import { addDays, civilDate } from '../platform/clock/clock.js';
import type { Tx } from '../platform/db/tx.js';
import { Random } from './random.js';
import { at } from './timeline.js';
import { asPerson, must, verb, type DemoPerson, type Workshop, type World } from './world.js';

const SEED = 20_260_930;
/** Of 120: excused, absent, failing and not coming back, failing first and passing the second time; the others pass at once. */
const EXCUSED = 2;
const ABSENT = 7;
const FAILING = 6;
const SECOND_TIME = 5;

/** Letters of the bank by question version, however the paper has shuffled them. */
export type Answered = ReadonlyMap<string, readonly string[]>;

export interface Sitting {
  readonly person: Pick<DemoPerson, 'id' | 'name'>;
  readonly startsAt: Date;
  readonly minutes: number;
  /** Share of the questions that he knows. From 0.85 on he passes: six of forty, at most three points each. */
  readonly knows: number;
  /** What he answers to these whatever he knows, as letters of the bank by question version. */
  readonly says?: Answered;
  /** Still sitting: so many questions are answered. Else he has handed in. */
  readonly answered?: number;
}

/**
 * Everybody's attempts at the county's exam, by the verbs that a phone calls, one after the other on the clock of those weeks.
 * Papers are drawn by the engine; who knows how much is fixed by a seed.
 */
export async function sitCountyExam(
  tx: Tx,
  workshop: Workshop,
  world: World,
  exam: { sessionId: string; planId: string },
): Promise<void> {
  const random = new Random(SEED);
  // Managers set an example: they are neither absent nor failing.
  const crew = random.shuffled(world.people.filter(({ post }) => post !== null));
  const managers = world.people.filter(({ post }) => post === null);
  const excused = crew.slice(0, EXCUSED);
  const failing = crew.slice(EXCUSED + ABSENT, EXCUSED + ABSENT + FAILING);
  const twice = crew.slice(EXCUSED + ABSENT + FAILING, EXCUSED + ABSENT + FAILING + SECOND_TIME);
  const passing = [...managers, ...crew.slice(EXCUSED + ABSENT + FAILING + SECOND_TIME)];

  for (const [index, person] of excused.entries()) {
    await verb(workshop, ExcusePerson).execute(workshop.ctx, exam.planId, {
      personId: person.id,
      reason: index === 0 ? '产假或陪产假，有单位批准的请假条，返岗后补考' : '住院治疗，有医院诊断证明，返岗后补考',
      from: workshop.timeline.quarter.startsOn,
    });
  }
  const firstDay = civilDate(workshop.timeline.exam.opensAt);
  const sitting = (person: DemoPerson, fromDay: number, toDay: number, knows: number): Sitting => ({
    person,
    startsAt: at(addDays(firstDay, random.between(fromDay, toDay)), random.between(8, 16), random.between(0, 59)),
    minutes: random.between(14, 44),
    knows,
  });
  const sittings = [
    ...passing.map((person) => sitting(person, 0, 18, 0.85 + 0.15 * random.next())),
    ...failing.map((person) => sitting(person, 3, 18, 0.4 + 0.25 * random.next())),
    ...twice.flatMap((person) => [
      sitting(person, 1, 9, 0.5 + 0.2 * random.next()),
      sitting(person, 11, 18, 0.88 + 0.12 * random.next()),
    ]),
  ].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const keys = new Map((world.questions.get('general') ?? []).map((question) => [question.versionId, question.key]));
  for (const one of sittings) await sit(tx, workshop, exam.sessionId, one, keys, random);
}

/** One attempt by the verbs that a phone calls. `keys`: right options by question version. Returns what was answered. */
export async function sit(
  tx: Tx | null,
  workshop: Workshop,
  sessionId: string,
  sitting: Sitting,
  keys: Answered,
  random: Random,
): Promise<Answered> {
  const ctx = asPerson(tx, sitting.person);
  workshop.clock.set(sitting.startsAt);
  const { attempt } = await verb(workshop, StartAttempt).execute(ctx, sessionId);
  workshop.clock.set(new Date(sitting.startsAt.getTime() + sitting.minutes * 60_000));
  const total = attempt.paper.slots.length;
  const unknown = new Set(
    random.shuffled(attempt.paper.slots.map(({ slot }) => slot)).slice(0, Math.round(total * (1 - sitting.knows))),
  );
  const answers = attempt.paper.slots.map(({ slot, versionId, optionOrder }, index) => {
    const key = must(keys.get(versionId), `the key of version ${versionId}`);
    const shownOf = (letters: readonly string[]): string[] =>
      optionOrder.flatMap((stored, shown) => (letters.includes(letter(stored)) ? [letter(shown)] : []));
    const said = sitting.says?.get(versionId);
    const known = said ?? (unknown.has(slot) ? null : key);
    return {
      slot,
      choice: known ? shownOf(known) : wrong(shownOf(key), optionOrder.length, random),
      clientSeq: sitting.startsAt.getTime() + answeredAfter(index, total, sitting.minutes),
    };
  });
  if (sitting.answered === undefined) await verb(workshop, SubmitAttempt).execute(ctx, attempt.id, answers);
  else await verb(workshop, SaveAnswers).execute(ctx, attempt.id, answers.slice(0, sitting.answered));
  return new Map(
    attempt.paper.slots.map(({ versionId, optionOrder }, index) => [
      versionId,
      optionOrder.flatMap((stored, shown) => (answers[index]?.choice.includes(letter(shown)) ? [letter(stored)] : [])),
    ]),
  );
}

/** Milliseconds from the start, in whole numbers: one after the other, some quicker than others, the last one at the end. */
function answeredAfter(index: number, total: number, minutes: number): number {
  const quicker = ((index * 7) % 5) / 10;
  return Math.round((minutes * 60_000 * (index + 1 - quicker)) / total);
}

const letter = (index: number): string => String.fromCharCode(65 + index);

/** Another option, or one right option forgotten. */
function wrong(right: readonly string[], options: number, random: Random): string[] {
  if (right.length > 1) return right.slice(0, -1);
  const others = Array.from({ length: options }, (_, index) => letter(index)).filter(
    (option) => !right.includes(option),
  );
  return [random.pick(others)];
}
