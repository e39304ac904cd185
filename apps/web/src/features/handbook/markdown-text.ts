/**
 * The readable pieces of a Markdown text, one per paragraph or list item, for reading aloud: marks, pictures and addresses are
 * left out.
 */
export function spokenPieces(markdown: string): string[] {
  return markdown
    .replace(/```[\s\S]*?```/g, '')
    .replace(/!\[[^[\]]*\]\([^()]*\)/g, '')
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .split(/\n+/)
    .map((line) =>
      line
        .replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '')
        .replace(/^\s*[>#|\s-]+/, '')
        .replace(/[*_`~]+/g, '')
        .replace(/\|/g, ' ')
        .trim(),
    )
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
}

/** Addresses a handbook may point to: this platform's own files and pages, and web pages opened beside it; nothing else. */
export function safeAddress(address: string, kind: 'link' | 'image'): string {
  if (kind === 'image') return /^\/api\/v1\/files\/[\w-]+$/.test(address) ? address : '';
  return /^(https?:\/\/|mailto:|tel:|#|\/(?!\/))/i.test(address) && !address.includes('\\') ? address : '';
}

/**
 * CommonMark does not see `**强调。**后面` as bold, because the closing mark stands between a full stop and a letter without a space.
 * Chinese has no spaces there; a hair space outside the marks makes them count.
 */
export function chineseEmphasis(markdown: string): string {
  return markdown.replace(
    /(^|.)(\*\*)(?=\S)((?:(?!\*\*).)+?)(\*\*)(?=(.?))/gmu,
    (whole: string, before: string, open: string, inner: string, close: string, after: string) => {
      const letter = /[\p{L}\p{N}]/u;
      const left = letter.test(before) && /^\p{P}/u.test(inner) ? '\u200a' : '';
      const right = letter.test(after) && /\p{P}$/u.test(inner) ? '\u200a' : '';
      return left || right ? `${before}${left}${open}${inner}${close}${right}` : whole;
    },
  );
}
