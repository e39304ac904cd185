import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fromSpreadsheetCell, toSpreadsheetCell } from './spreadsheet-cell.js';

describe('A22 spreadsheet cells', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM',
    ' =1+1',
    '"=1+1"',
    '“=1+1',
    '\u3000=1',
    '\uFEFF=1',
    '﹦1',
    '−1',
    "'text",
    "'=1",
    '|calc',
  ])('marks %j as text', (text) => {
    expect(toSpreadsheetCell(text)).toBe(`'${text}`);
    expect(fromSpreadsheetCell(toSpreadsheetCell(text))).toBe(text);
  });

  it.each(['', '甲', '1=1', 'a-b', '10', '（=1）', '5 - 3', 'it’s'])('leaves %j alone', (text) => {
    expect(toSpreadsheetCell(text)).toBe(text);
  });

  it('comes back exactly, and never begins with what a program might run (5,000 texts)', () => {
    const starts = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', "'", '"', ' ', '');
    fc.assert(
      fc.property(starts, starts, fc.string({ unit: 'binary' }), (first, second, rest) => {
        const text = first + second + rest;
        const cell = toSpreadsheetCell(text);
        expect(fromSpreadsheetCell(cell)).toBe(text);
        expect(/^[=+\-@\t\r＝＋－＠]/.test(cell)).toBe(false);
      }),
      { numRuns: 5000, seed: 22 },
    );
  });
});
