import type { AttemptResult } from '../../shared/api/types.js';

export type ResultSlot = AttemptResult['slots'][number];

/** The questions that were not right, in the order of the paper, with their number on it. */
export function wrongQuestions(slots: readonly ResultSlot[]): { number: number; slot: ResultSlot }[] {
  return slots.map((slot, index) => ({ number: index + 1, slot })).filter(({ slot }) => !slot.correct);
}

/** The handbook section that most of the wrong questions belong to; `null` when none is linked. */
export function sectionToRelearn(
  wrong: readonly { slot: ResultSlot }[],
): { postId: string | null; sectionKey: string; title: string; hits: number } | null {
  const found = new Map<string, { postId: string | null; sectionKey: string; title: string; hits: number }>();
  for (const { slot } of wrong) {
    for (const section of slot.sections) {
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
export function missing(result: Pick<AttemptResult, 'score' | 'passHundredths'>): number {
  return Math.max(0, result.passHundredths - result.score);
}
