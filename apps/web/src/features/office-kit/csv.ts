type Cell = string | number | null | undefined;

/**
 * One cell, quoted where needed. A text that a spreadsheet would run as a formula (it starts with = + - @, a tab or a
 * carriage return) gets an apostrophe in front (OWASP «CSV injection»). Numbers are left alone.
 */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r＝＋－＠]/u.test(value.trimStart()) || /^[\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A CSV text with CRLF and a byte-order mark, without which Excel and WPS read Chinese as GBK. */
export function toCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(csvCell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
