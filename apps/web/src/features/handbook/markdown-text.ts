/**
 * The readable pieces of a Markdown text, one per paragraph or list item, for reading aloud: marks, pictures and addresses are
 * left out.
 */
export function spokenPieces(markdown: string): string[] {
  return markdown
    .replace(/```[\s\S]*?```/g, '')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
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
  return /^(https?:\/\/|#|\/(?!\/))/i.test(address) && !address.includes('\\') ? address : '';
}
