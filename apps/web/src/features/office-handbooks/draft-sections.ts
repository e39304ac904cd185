import type { Section, SectionInput } from '../../shared/api/types.js';

/** A section being written; `local` names it while it has no key yet. */
export interface DraftSection {
  readonly local: string;
  readonly key?: string;
  readonly title: string;
  readonly body: string;
  readonly questions: readonly { readonly id: string; readonly stem: string }[];
}

export const toDraft = (sections: readonly Section[]): DraftSection[] =>
  sections.map(({ id, key, title, body, questions }) => ({ local: id, key, title, body, questions }));

export const toSections = (sections: readonly DraftSection[]): SectionInput[] =>
  sections.map(({ key, title, body, questions }) => ({
    ...(key ? { key } : {}),
    title: title.trim(),
    body,
    questionIds: questions.map(({ id }) => id),
  }));

/** The list with one element moved by `step`; unchanged at the ends. */
export function moved<T>(list: readonly T[], index: number, step: 1 | -1): T[] {
  const to = index + step;
  const next = [...list];
  const one = next[index];
  const other = next[to];
  if (one === undefined || other === undefined) return next;
  next[index] = other;
  next[to] = one;
  return next;
}

/** `text` with `insert` at the cursor, on lines of its own. */
export function insertBlock(text: string, at: number, insert: string): string {
  const before = text.slice(0, at);
  const after = text.slice(at);
  const gapBefore = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const gapAfter = after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n';
  return `${before}${gapBefore}${insert}${gapAfter}${after}`;
}
