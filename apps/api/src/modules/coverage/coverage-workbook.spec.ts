import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { coverageWorkbook, rateText } from './coverage-workbook.js';
import type { Coverage, CoveragePerson } from './coverage.dto.js';

const counts = { due: 2500, met: 2499, overdue: 0, excused: 1 };
const coverage: Coverage = {
  ...counts,
  plan: { id: '019aa000-0000-7000-8000-000000000001', title: '=1+1', dueOn: '2026-11-30' },
  level: 'region',
  id: '140428',
  name: '长子县',
  crumbs: [],
  definitionVersion: 'due-1',
  asOf: '2026-11-22',
  computedAt: '2026-11-22T01:00:00.000Z',
  children: [
    {
      level: 'organisation',
      kind: 'enterprise',
      id: '019aa000-0000-7000-8000-000000000002',
      name: '＝cmd|矿',
      ...counts,
    },
  ],
};
const person: CoveragePerson = {
  personId: '019aa000-0000-7000-8000-000000000003',
  name: '@赵',
  enterpriseName: '甲',
  unitPath: '',
  posts: ['-电工'],
  status: 'met',
  metAt: '2026-11-21T16:30:00.000Z',
  evidence: {
    attemptId: '019aa000-0000-7000-8000-000000000004',
    score: 8050,
    max: 10_000,
    submittedAt: '2026-11-21T16:30:00.000Z',
    certificateId: null,
  },
  excusedReason: null,
};

describe('coverage workbook', () => {
  it.each([
    [2499, 2500, '99.96%'],
    [99_999, 100_000, '99.99%'],
    [999_999, 1_000_000, '99.99%'],
    [1, 3, '33.33%'],
    [2500, 2500, '100.00%'],
    [0, 5, '0.00%'],
    [0, 0, '—'],
  ])('%i of %i is %s: never rounded up', (met, due, text) => {
    expect(rateText(met, due)).toBe(text);
  });

  it('A22 holds numbers as numbers and no text that runs as a formula', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.load((await coverageWorkbook(coverage, [person])) as unknown as ArrayBuffer);
    const cells = book.worksheets
      .flatMap((sheet) => sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? row : [])))
      .filter((cell) => cell !== undefined && cell !== null);
    expect(cells.every((cell) => typeof cell === 'string' || typeof cell === 'number')).toBe(true);
    expect(cells).toEqual(
      expect.arrayContaining(["'=1+1", "'＝cmd|矿", "'@赵", "'-电工", 2500, 2499, '99.96%', '2026-11-22 00:30', 80.5]),
    );
  });
});
