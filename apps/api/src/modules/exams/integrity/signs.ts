import { tooFast, type FastPaper, type SimilarPair } from '@zhian/question-bank';
import { listPlace } from '../list-place.js';
import type { CountedAttempt } from '../statistics/graded-items.js';

/** 请看一眼: what a person should look at after an exam (EXM-8). Signs, never verdicts, and no score depends on them. Pure. */

export const SIGN_KINDS = ['same-answers', 'same-device', 'speed', 'signals'] as const;
export type SignKind = (typeof SIGN_KINDS)[number];

/** From here on leaving the page is worth a line: a call or a message happens to everybody. Our own. */
const OFTEN_LEFT = 5;
const LONG_AWAY_SECONDS = 60;

export interface SameAnswers extends Omit<SimilarPair, 'papers' | 'same'> {
  /** What both chose wrongly, and which question of the one's and of the other's paper it was. */
  readonly same: readonly { readonly versionId: string; readonly answer: string; readonly slots: readonly number[] }[];
}

export interface Speed extends FastPaper {
  readonly questions: number;
  readonly right: number;
}

export interface SignalSums {
  readonly left: number;
  /** All absences together, by the clock of the device. */
  readonly awaySeconds: number;
  readonly copied: number;
  readonly pasted: number;
  readonly printed: number;
}

export interface SameDevice {
  readonly people: number;
}

/** How an attempt was sat, beside its answers. */
export interface Circumstances {
  readonly id: string;
  readonly mode: 'screen' | 'paper';
  readonly seconds: number;
  /** Shared device on which it began. */
  readonly kiosk: string | null;
  /** Every browser that answered. */
  readonly devices: readonly string[];
  readonly signals: SignalSums;
}

export type Evidence =
  | { readonly kind: 'same-answers'; readonly evidence: SameAnswers }
  | { readonly kind: 'speed'; readonly evidence: Speed }
  | { readonly kind: 'same-device'; readonly evidence: SameDevice }
  | { readonly kind: 'signals'; readonly evidence: SignalSums };

export type Sign = Evidence & {
  /** What makes it the same sign the next time. */
  readonly subject: string;
  readonly attemptIds: readonly string[];
  readonly place: number;
};

/** Kinds one after the other. */
function placeOf(kind: SignKind, weight: number): number {
  return listPlace(SIGN_KINDS.indexOf(kind), weight);
}

export function similaritySign(pair: SimilarPair, attempts: ReadonlyMap<string, CountedAttempt>): Sign {
  const { papers, same, ...figures } = pair;
  const slotOf = (attemptId: string, versionId: string): number =>
    attempts.get(attemptId)?.slots.find((slot) => slot.versionId === versionId)?.slot ?? 0;
  return {
    kind: 'same-answers',
    subject: [...papers].sort().join(' '),
    attemptIds: papers,
    place: placeOf('same-answers', -1000 * Math.log10(figures.chance)),
    evidence: {
      ...figures,
      same: same.map((versionId) => {
        const slots = papers.map((id) => slotOf(id, versionId));
        return { versionId, answer: attempts.get(papers[0])?.answers[String(slots[0])] ?? '', slots };
      }),
    },
  };
}

/** A printed paper has no times. */
export function speedSign(
  attempt: CountedAttempt,
  { mode, seconds }: Circumstances,
  characters: ReadonlyMap<string, number>,
): Sign[] {
  if (mode === 'paper') return [];
  const questions = attempt.slots
    .filter(({ slot }) => attempt.answers[String(slot)])
    .map(({ slot, versionId }) => ({ slot, characters: characters.get(versionId) ?? 0 }));
  const fast = tooFast({ questions, seconds, seqs: attempt.seqs });
  if (!fast) return [];
  const faster = Math.max(
    ...fast.runs.map((run) => run.readingSeconds / Math.max(1, run.seconds)),
    fast.whole ? 100 * (fast.readingSeconds / Math.max(1, seconds)) : 0,
  );
  return [
    {
      kind: 'speed',
      subject: attempt.id,
      attemptIds: [attempt.id],
      place: placeOf('speed', 100 * faster),
      evidence: {
        ...fast,
        questions: attempt.slots.length,
        right: attempt.grades.filter(({ correct }) => correct).length,
      },
    },
  ];
}

type Sitter = Pick<CountedAttempt, 'id' | 'personId'>;

/** Browsers with which several people answered. Shared devices are for that, and paper has none. */
export function deviceSigns(attempts: readonly Sitter[], of: ReadonlyMap<string, Circumstances>): Sign[] {
  const shared = new Set([...of.values()].flatMap(({ kiosk, devices }) => (kiosk === null ? [] : devices)));
  const users = new Map<string, Sitter[]>();
  for (const attempt of attempts) {
    const sat = of.get(attempt.id);
    if (!sat || sat.mode === 'paper') continue;
    for (const device of new Set(sat.devices))
      if (!shared.has(device)) users.set(device, [...(users.get(device) ?? []), attempt]);
  }
  const groups = new Map<string, Sign>();
  for (const [device, sat] of [...users].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const people = new Set(sat.map(({ personId }) => personId)).size;
    const attemptIds = sat.map(({ id }) => id).sort();
    // The same people on two browsers are one line.
    if (people < 2 || groups.has(attemptIds.join(' '))) continue;
    groups.set(attemptIds.join(' '), {
      kind: 'same-device',
      subject: device,
      attemptIds,
      place: placeOf('same-device', people),
      evidence: { people },
    });
  }
  return [...groups.values()];
}

export function signalSign({ id, mode, signals }: Circumstances): Sign[] {
  const { left, awaySeconds, copied, pasted, printed } = signals;
  const noted = left >= OFTEN_LEFT || awaySeconds >= LONG_AWAY_SECONDS || copied + pasted + printed > 0;
  if (mode === 'paper' || !noted) return [];
  const weight = awaySeconds + 10 * left + 30 * (copied + pasted + printed);
  return [{ kind: 'signals', subject: id, attemptIds: [id], place: placeOf('signals', weight), evidence: signals }];
}
