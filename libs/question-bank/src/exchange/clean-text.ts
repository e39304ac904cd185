import { fromSpreadsheetCell, isDangerousCell } from './spreadsheet-cell.js';

const ORDINAL = /^\s*(?:第\s*)?[(（【]?(\d{1,4})[)）】]?\s*(?:题\s*)?[.．、,，。:：・)）]\s*(?=\S)/;
const LETTER = /^\s*[A-Ha-hＡ-Ｈ]/;

/** A cell as text: a leading apostrophe means «exactly as written», else blanks around it go. */
export function cleanCell(cell: string): string {
  return cell.startsWith("'") ? fromSpreadsheetCell(cell) : cell.trim();
}

/** Exports write this text with a leading apostrophe, so that reading it back cleans nothing away. */
export function exactCell(text: string): string {
  const wouldChange = text !== text.trim() || ORDINAL.test(text) || LETTER.test(text);
  return isDangerousCell(text) || wouldChange ? `'${text}` : text;
}

/**
 * Makes a cleaner for the stems of one sheet. Where most stems carry a running number («12.», «12、»), the number goes:
 * it is the file's, not the question's. «1.5 米» keeps its figure unless it is the next number in the row.
 */
export function stemCleaner(stems: readonly string[]): (stem: string) => string {
  const plain = stems.filter((stem) => stem.trim() !== '' && !stem.startsWith("'"));
  const numbered = plain.filter((stem) => ORDINAL.test(stem)).length >= plain.length * 0.6;
  let last: number | null = null;
  return (stem) => {
    if (!numbered || stem.startsWith("'")) return cleanCell(stem);
    const match = ORDINAL.exec(stem);
    if (match === null) return cleanCell(stem);
    const number = Number(match[1]);
    const rest = stem.slice(match[0].length);
    const isFigure = /^\d/.test(rest) && last !== null && number !== last + 1;
    if (isFigure) return cleanCell(stem);
    last = number;
    return rest.trim();
  };
}
