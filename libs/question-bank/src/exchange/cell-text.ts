import type { CellValue, RichText } from 'exceljs';

const SUPERSCRIPT = new Map(Object.entries(pairs('0123456789+-=()n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ')));
const SUBSCRIPT = new Map(Object.entries(pairs('0123456789+-=()', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎')));

function pairs(from: string, to: string): Record<string, string> {
  const targets = [...to];
  return Object.fromEntries([...from].map((char, index) => [char, targets[index] ?? char]));
}

/** The text a person sees in the cell. Formulas give their stored result; nothing is ever calculated. */
export function cellText(value: CellValue | undefined, numberFormat: string | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value, numberFormat);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return dateText(value);
  if ('richText' in value) return value.richText.map(runText).join('');
  if ('error' in value) return '';
  if ('text' in value) return cellText(value.text as CellValue, numberFormat);
  if ('result' in value) return cellText(value.result as CellValue, numberFormat);
  return '';
}

/** 10² written as a raised 2 must not become 102: raised and lowered runs turn into Unicode where it has the signs. */
function runText(run: RichText): string {
  const align = run.font?.vertAlign;
  const map = align === 'superscript' ? SUPERSCRIPT : align === 'subscript' ? SUBSCRIPT : undefined;
  if (map === undefined) return run.text;
  const chars = [...run.text];
  return chars.every((char) => map.has(char)) ? chars.map((char) => map.get(char)).join('') : run.text;
}

function numberText(value: number, format: string | undefined): string {
  return format?.includes('%') ? `${plainNumber(value * 100)}%` : plainNumber(value);
}

/** Fifteen digits, as spreadsheets show: 0.1 + 0.2 is 0.3. */
function plainNumber(value: number): string {
  return String(Number(value.toPrecision(15)));
}

function dateText(value: Date): string {
  return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
}
