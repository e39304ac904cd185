import type { AttemptResult, ResultSlot } from '../../shared/api/types.js';

/** A result whose figures are released: what every card below the door of the page may rely on. */
export type ReleasedResult = AttemptResult & { score: number; passed: boolean; rightCount: number };

/** Are the figures there? */
export function isReleased(result: AttemptResult): result is ReleasedResult {
  return result.released && result.score !== null && result.passed !== null && result.rightCount !== null;
}

/**
 * The questions not answered rightly that the disclosure policy shows, in the order of the paper, without those
 * that were voided afterwards; `slot.slot` is their number on it.
 */
export function wrongQuestions(slots: readonly ResultSlot[]): ResultSlot[] {
  return slots.filter((slot) => !slot.correct && slot.voided === null);
}

/** Does the disclosure policy show what was answered rightly too? */
export function showsAll(slots: readonly ResultSlot[]): boolean {
  return slots.some((slot) => slot.correct);
}

/** What to call them: what was left empty is not a mistake. */
export function wrongWords(wrong: readonly ResultSlot[]): {
  /** All were answered, none was, or some were. */
  readonly kind: 'wrong' | 'blank' | 'notRight';
  readonly n: number;
  readonly answered: number;
  readonly blank: number;
} {
  const blank = wrong.filter(({ choice }) => choice.length === 0).length;
  const answered = wrong.length - blank;
  const kind = blank === 0 ? 'wrong' : answered === 0 ? 'blank' : 'notRight';
  return { kind, n: wrong.length, answered, blank };
}

/** The handbook section that most of the wrong questions belong to; `null` when none is linked. */
export function sectionToRelearn(
  wrong: readonly ResultSlot[],
): { postId: string | null; sectionKey: string; title: string; hits: number } | null {
  const found = new Map<string, { postId: string | null; sectionKey: string; title: string; hits: number }>();
  for (const { sections } of wrong) {
    for (const section of sections) {
      const key = `${section.postId ?? ''} ${section.sectionKey}`;
      const known = found.get(key) ?? { ...section, hits: 0 };
      found.set(key, { ...known, hits: known.hits + 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.hits - a.hits)[0] ?? null;
}

/** Where a section is read. A section of the enterprise's general part is opened in the handbook of the learner's own post. */
export function addressOfSection(section: { postId: string | null; sectionKey: string }): string {
  const hash = `#${encodeURIComponent(section.sectionKey)}`;
  return section.postId ? `/handbook/${section.postId}${hash}` : `/handbook${hash}`;
}

/** Points missing to the pass line, in hundredths; 0 when passed. */
export function missing(result: Pick<ReleasedResult, 'score' | 'passHundredths'>): number {
  return Math.max(0, result.passHundredths - result.score);
}

/** When it may be taken again. */
export function nextTry(result: Pick<AttemptResult, 'mayRetry' | 'retryAt'>, now: number): 'now' | 'later' | 'never' {
  if (!result.mayRetry) return 'never';
  return result.retryAt && Date.parse(result.retryAt) > now ? 'later' : 'now';
}
