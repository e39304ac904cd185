import { columnLetter } from '../grid.js';
import type { GridRow } from '../grid.js';
import type { FieldName, SheetCorrection } from '../read-options.js';
import type { ReadColumn } from '../read-result.js';
import type { ColumnGuess } from './column-map.js';
import { ColumnProfile, fitOf } from './column-profile.js';

const SAMPLES = 3;
const LONGEST_SAMPLE = 40;
/** A question cannot do without these; the least sure of them is how sure the sheet is. */
const REQUIRED = /^(?:stem|answer|isCorrect|options|optionText|option[AB]|correct[AB])$/;

interface Described {
  guesses: readonly ColumnGuess[];
  names: readonly string[];
  /** A sample of the data rows. */
  rows: readonly GridRow[];
  correction: SheetCorrection;
}

/** Every column with any text: its name, what it is taken for, how sure that is, and some cells. */
export function describeColumns({ guesses, names, rows, correction }: Described): {
  shown: ReadColumn[];
  confidence: number;
} {
  const width = Math.max(guesses.length, names.length, ...rows.map((row) => row.cells.length));
  const shown: ReadColumn[] = [];
  let confidence = 1;
  for (let column = 0; column < width; column += 1) {
    const profile = new ColumnProfile(rows, column);
    const header = (names[column] ?? '').trim();
    const { field = null, trust = 0 } = guesses[column] ?? {};
    if (header === '' && profile.filled.length === 0 && field === null) continue;
    const letter = columnLetter(column);
    const said = correction.columns !== undefined && letter in correction.columns;
    const sure = said ? 1 : columnConfidence(field, trust, profile);
    if (field !== null && REQUIRED.test(field)) confidence = Math.min(confidence, sure);
    shown.push({ column: letter, header: shorten(header), field, confidence: sure, samples: samplesOf(profile) });
  }
  return { shown, confidence };
}

/**
 * Half of the confidence is the name (exact 1, a part of it 0.7, none but inferred 0.6), half is the share of cells that
 * fit what the column is taken for; where any text fits, the name alone counts. Rounded to hundredths.
 */
function columnConfidence(field: FieldName | null, trust: number, profile: ColumnProfile): number {
  if (field === null) return 0;
  const fit = profile.filled.length === 0 ? null : fitOf(field, profile);
  return Math.round(100 * (fit === null ? trust : (trust + trust * fit) / 2)) / 100;
}

function samplesOf({ filled }: ColumnProfile): string[] {
  return filled.slice(0, SAMPLES).map(shorten);
}

function shorten(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > LONGEST_SAMPLE ? `${line.slice(0, LONGEST_SAMPLE)}…` : line;
}
