import iconv from 'iconv-lite';
import { columnIndex, columnLetter } from '../exchange/grid.js';
import { makeWorkbook } from './files.js';
import type { Written } from './layout-writers.js';

const quoted = (cell: string): string => (/[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const toCsv = (rows: readonly string[][], delimiter = ','): string =>
  rows.map((row) => row.map(quoted).join(delimiter)).join('\r\n');
const escaped = (cell: string): string =>
  cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');

function toHtml(sheets: Written): string {
  const tables = Object.values(sheets).map(({ rows, merges = [] }) => {
    const spans = new Map(merges.map((merge) => [merge.split(':')[0] ?? '', merge]));
    const hidden = new Set<string>();
    const body = rows.map((row, at) => {
      const cells = row.map((cell, column) => {
        const address = `${columnLetter(column)}${at + 1}`;
        if (hidden.has(address)) return '';
        const [, right = '', bottom = ''] = /:([A-H])(\d+)$/.exec(spans.get(address) ?? '') ?? [];
        const width = right === '' ? 1 : columnIndex(right) - column + 1;
        const height = bottom === '' ? 1 : Number(bottom) - at;
        for (let down = 0; down < height; down += 1)
          for (let across = 0; across < width; across += 1)
            hidden.add(`${columnLetter(column + across)}${at + 1 + down}`);
        return `<td rowspan=${height} colspan="${width}">${escaped(cell)}</td>`;
      });
      return `<tr>${cells.join('\n')}`;
    });
    return `<table border=1>${body.join('\n')}</table>`;
  });
  const names = Object.keys(sheets).map((name) => `<x:Name>${name}</x:Name>`);
  return `<html><head><meta charset="gb2312"><!--[if gte mso 9]>${names.join('')}<![endif]--><style>td{}</style></head><body>${tables.join('')}</body></html>`;
}

export type Container =
  'xlsx' | 'html' | 'html gb18030' | 'csv' | 'csv gb18030' | 'csv utf-16' | 'csv semicolons' | 'csv tabs';

/** The file for some sheets; csv holds the first sheet only and no merged cells. */
export async function writeContainer(
  sheets: Written,
  container: Container,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const csv = (delimiter?: string): string => toCsv(Object.values(sheets)[0]?.rows ?? [], delimiter);
  const text = (content: string, name: string): { bytes: Uint8Array; fileName: string } => ({
    bytes: new Uint8Array(Buffer.from(content)),
    fileName: name,
  });
  switch (container) {
    case 'xlsx':
      return { bytes: await toXlsx(sheets), fileName: '题库.xlsx' };
    case 'html':
      return text(toHtml(sheets), '题库.xls');
    case 'html gb18030':
      return { bytes: new Uint8Array(iconv.encode(toHtml(sheets), 'gb18030')), fileName: '题库.xls' };
    case 'csv gb18030':
      return { bytes: new Uint8Array(iconv.encode(csv(), 'gb18030')), fileName: '题库.csv' };
    case 'csv utf-16':
      return { bytes: new Uint8Array(iconv.encode(csv(), 'utf-16le', { addBOM: true })), fileName: '题库.csv' };
    case 'csv semicolons':
      return text(`\uFEFF${csv(';')}`, '题库.csv');
    case 'csv tabs':
      return text(csv('\t'), '题库.tsv');
    default:
      return text(csv(), '题库.csv');
  }
}

function toXlsx(sheets: Written): Promise<Uint8Array> {
  const rows = Object.entries(sheets).map(([name, sheet]) => [
    name,
    sheet.rows.map((row) => row.map((cell) => (cell === '' ? undefined : cell))),
  ]);
  return makeWorkbook(Object.fromEntries(rows) as Parameters<typeof makeWorkbook>[0], (workbook) => {
    for (const [name, { merges = [] }] of Object.entries(sheets))
      for (const merge of merges) workbook.getWorksheet(name)?.mergeCells(merge);
  });
}
