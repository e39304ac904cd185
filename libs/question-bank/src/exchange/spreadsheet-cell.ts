// What a spreadsheet program may take for a formula: the signs themselves, their full-width twins, and the same behind
// blanks or quotes that some programs drop; a leading tab or line end; and our own mark.
const DANGEROUS = /^(?:[\s"“”\u200B\uFEFF]*[=+\-@＝＋－＠﹦﹢﹣﹫−]|[\t\r\n']|["“”]*\|)/u;

/** True when a spreadsheet program might run the text instead of showing it. */
export function isDangerousCell(text: string): boolean {
  return DANGEROUS.test(text);
}

/**
 * Law A22: text for a cell of an exported CSV or XLSX file. A text that could start a formula gets a leading
 * apostrophe; so does one that already begins with an apostrophe, which makes the way back exact:
 * `fromSpreadsheetCell(toSpreadsheetCell(text)) === text` for every text.
 */
export function toSpreadsheetCell(text: string): string {
  return isDangerousCell(text) ? `'${text}` : text;
}

/** The text behind a cell of an exported file: one leading apostrophe is the mark and goes. */
export function fromSpreadsheetCell(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
