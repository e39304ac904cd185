import { createHash } from 'node:crypto';
import type { ReadSheet } from '@zhian/question-bank';

/**
 * By what a sheet is known again next time: the words of its header, in their columns. A sheet without a header is known by
 * its name and the letters of its columns. null for text, which has no columns to correct.
 *
 * @param sheet as it was read without corrections
 */
export function sheetShape(sheet: Pick<ReadSheet, 'sheet' | 'columns' | 'headerRow'>): string | null {
  if (sheet.columns.length === 0) return null;
  const columns = sheet.columns.map(({ column, header }) => [column, header.normalize('NFKC').replace(/\s/gu, '')]);
  const named = sheet.headerRow !== null && columns.some(([, header]) => header !== '');
  return createHash('sha256')
    .update(JSON.stringify(named ? columns : [sheet.sheet, ...columns.map(([column]) => column)]))
    .digest('hex');
}
