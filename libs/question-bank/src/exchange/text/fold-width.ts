const WIDE = /[\u00A0\u3000\uFF01-\uFF5E\u2010-\u2015\uFE63\u2236\uFE30\u3016\u3017]/g;

const SPECIAL: Readonly<Record<string, string>> = {
  '\u00A0': ' ',
  '\u3000': ' ',
  '∶': ':',
  '︰': ':',
  '〖': '【',
  '〗': '】',
};

/**
 * Full-width letters, digits and marks as narrow ones and every dash as «-», one character for one, so that an offset
 * in the result is the same offset in the original. Patterns look at this form; texts are cut out of the original.
 */
export function foldWidth(text: string): string {
  return text.replace(WIDE, (char) => {
    const special = SPECIAL[char];
    if (special !== undefined) return special;
    const code = char.charCodeAt(0);
    return code >= 0xff01 ? String.fromCharCode(code - 0xfee0) : '-';
  });
}
