import { toSpreadsheetCell } from '@zhian/question-bank';
import exceljs from 'exceljs';
import type { Coverage, CoverageChild, CoveragePerson } from './coverage.dto.js';

const STANDING_NAMES: Readonly<Record<CoveragePerson['status'], string>> = {
  met: '已合格',
  due: '待完成',
  overdue: '逾期',
  excused: '免训',
};
const SUMMARY_HEAD = ['范围', '应训人数', '已合格', '逾期', '待完成', '免训', '合格率'];
const PEOPLE_HEAD = ['序号', '姓名', '单位', '部门', '岗位', '状态', '合格时间', '成绩', '满分', '免训原因'];

/** Percentage with two decimals, cut off and never rounded: 100.00% only if numerator = denominator (COV-4). */
export function rateText(met: number, due: number): string {
  if (due === 0) return '—';
  const hundredths = Math.floor((met * 10_000) / due);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}%`;
}

/** The report as a workbook: the level's numbers, then the names behind them. Texts cannot become formulas (law A22). */
export function coverageWorkbook(coverage: Coverage, people: readonly CoveragePerson[]): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  workbook.creator = '知安';
  workbook.created = new Date(coverage.computedAt);
  summarySheet(workbook.addWorksheet('汇总'), coverage);
  peopleSheet(workbook.addWorksheet('名单'), people);
  return workbook.xlsx.writeBuffer().then((bytes) => Buffer.from(bytes as ArrayBuffer));
}

function summarySheet(sheet: exceljs.Worksheet, coverage: Coverage): void {
  const row = (name: string, counts: Pick<CoverageChild, 'due' | 'met' | 'overdue' | 'excused'>) => [
    toSpreadsheetCell(name),
    counts.due,
    counts.met,
    counts.overdue,
    counts.due - counts.met - counts.overdue,
    counts.excused,
    rateText(counts.met, counts.due),
  ];
  sheet.addRow(['培训计划', toSpreadsheetCell(coverage.plan.title)]);
  sheet.addRow(['截止日期', coverage.plan.dueOn, '统计日期', coverage.asOf, '口径', coverage.definitionVersion]);
  sheet.addRow([]);
  sheet.addRow(SUMMARY_HEAD).font = { bold: true };
  sheet.addRow(row(coverage.name, coverage)).font = { bold: true };
  for (const child of coverage.children) sheet.addRow(row(child.name, child));
  sheet.addRow([]);
  sheet.addRow(['应训人数＝已合格＋逾期＋待完成，不含免训。在区划里一人只算一次，下级相加可能多于合计。']);
  sheet.getColumn(1).width = 36;
}

function peopleSheet(sheet: exceljs.Worksheet, people: readonly CoveragePerson[]): void {
  sheet.addRow(PEOPLE_HEAD).font = { bold: true };
  for (const [index, person] of people.entries()) {
    sheet.addRow([
      index + 1,
      toSpreadsheetCell(person.name),
      toSpreadsheetCell(person.enterpriseName),
      toSpreadsheetCell(person.unitPath),
      toSpreadsheetCell(person.posts.join('、')),
      STANDING_NAMES[person.status],
      person.metAt === null ? '' : chinaTime(person.metAt),
      person.evidence === null ? '' : person.evidence.score / 100,
      person.evidence === null ? '' : person.evidence.max / 100,
      toSpreadsheetCell(person.excusedReason ?? ''),
    ]);
  }
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  for (const [index, width] of [6, 12, 28, 24, 20, 10, 18, 8, 8, 24].entries())
    sheet.getColumn(index + 1).width = width;
}

/** 2026-11-22T01:30:00.000Z → 2026-11-22 09:30. */
function chinaTime(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
