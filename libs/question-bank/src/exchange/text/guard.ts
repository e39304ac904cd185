/** U+2060 WORD JOINER: nobody sees it, no keyboard types it, no pattern of the reader contains it. */
const GUARD = '\u2060';

/**
 * Writes a text so that nothing in it is taken for a mark of the format: every character is preceded by a guard, every
 * line ended by one. Only for texts that would be misread otherwise.
 */
export function guard(text: string): string {
  return text
    .split('\n')
    .map((line) => `${[...line].map((char) => `${GUARD}${char}`).join('')}${GUARD}`)
    .join('\n');
}

/** Takes the guards out: one before a character keeps it as it is, one at the end of a line only protects that end. */
export function unguard(text: string): string {
  if (!text.includes(GUARD)) return text;
  let plain = '';
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === GUARD) at += 1;
    plain += text[at] ?? '';
  }
  return plain;
}
