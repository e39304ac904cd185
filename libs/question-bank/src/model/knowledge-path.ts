/** Between the levels of a knowledge point: «触电急救/心肺复苏» lies below «触电急救». */
export const KNOWLEDGE_SEPARATOR = '/';

/** A tree deeper than this cannot be read in a picker. */
export const KNOWLEDGE_LEVELS = 6;

/**
 * The path that a text means: levels trimmed, empty ones dropped, ／ and ＞ and › read as the separator, because people type
 * them. More than {@link KNOWLEDGE_LEVELS} levels: the rest stays together in the last one. Null for no text.
 */
export function knowledgePath(text: string | null | undefined): string | null {
  const levels = (text ?? '')
    .split(/[/／＞›]/)
    .map((level) => level.trim())
    .filter((level) => level !== '');
  const kept = levels.slice(0, KNOWLEDGE_LEVELS - 1);
  const rest = levels.slice(KNOWLEDGE_LEVELS - 1).join('、');
  return [...kept, ...(rest === '' ? [] : [rest])].join(KNOWLEDGE_SEPARATOR) || null;
}

/** Is the path this knowledge point or one below it? */
export function isWithinKnowledge(path: string | null, point: string): boolean {
  return path !== null && (path === point || path.startsWith(`${point}${KNOWLEDGE_SEPARATOR}`));
}
