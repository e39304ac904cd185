import { toSpreadsheetCell, type ItemFlag } from '@zhian/question-bank';
import exceljs from 'exceljs';
import type { CandidateStanding } from './candidate-standings.js';
import type { ChasedPersonDto, QuestionResultsDto, UnitResultDto, UnitResultsDto } from './result.dto.js';

const STATUS: Readonly<Record<CandidateStanding['status'], string>> = {
  not_started: '没开始',
  in_progress: '答题中',
  on_paper: '用纸卷',
  passed: '合格',
  failed: '未合格',
};
const REASON: Readonly<Record<ChasedPersonDto['reason'], string>> = { not_started: '还没考', failed: '未合格，还能考' };
const TYPE: Readonly<Record<string, string>> = { single: '单选', multiple: '多选', true_false: '判断' };
const FLAG: Readonly<Record<ItemFlag, string>> = {
  'key-suspect': '答案可能有误',
  negative: '区分反了',
  'unused-distractor': '有选项没人选',
  'too-easy': '太容易',
  'too-hard': '太难',
  overexposed: '出得太多',
};
const A4 = 9 as exceljs.PaperSize;
const PERCENT = '0%';
const POLICY: Readonly<Record<string, string>> = { full: '作废，都给满分', drop: '作废，不计分' };

export interface ExamResults {
  readonly title: string;
  readonly at: Date;
  readonly people: readonly CandidateStanding[];
  readonly units: UnitResultsDto;
  readonly questions: QuestionResultsDto;
  readonly chase: readonly ChasedPersonDto[];
}

/** The results as a workbook of five sheets, with the figures of the page. No text can become a formula (law A22); no ID numbers. */
export function resultsWorkbook(results: ExamResults): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  workbook.creator = '知安';
  workbook.created = results.at;
  peopleSheet(workbook.addWorksheet('成绩'), results);
  const units = workbook.addWorksheet('单位');
  unitsSheet(units, results.units);
  questionsSheet(workbook.addWorksheet('题目'), results.questions);
  optionsSheet(workbook.addWorksheet('选项'), results.questions);
  chaseSheet(workbook.addWorksheet('还差谁'), results.chase);
  for (const sheet of workbook.worksheets) makeHandy(sheet, sheet === units ? 1 : 0);
  return workbook.xlsx.writeBuffer().then((bytes) => Buffer.from(bytes as ArrayBuffer));
}

function head(sheet: exceljs.Worksheet, titles: readonly string[], widths: readonly number[]): void {
  sheet.addRow([...titles]).font = { bold: true };
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  widths.forEach((width, index) => (sheet.getColumn(index + 1).width = width));
}

/** Long texts break into lines, all rows but the `totals` at the foot can be filtered, and it prints on A4 under its head. */
function makeHandy(sheet: exceljs.Worksheet, totals: number): void {
  sheet.eachRow((row) => (row.alignment = { vertical: 'top', wrapText: true }));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: sheet.rowCount - totals, column: sheet.columnCount } };
  sheet.pageSetup = { paperSize: A4, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
  sheet.pageSetup.printTitlesRow = '1:1';
}

function peopleSheet(sheet: exceljs.Worksheet, { people }: ExamResults): void {
  head(
    sheet,
    ['序号', '姓名', '单位', '部门', '状态', '考了几次', '最好成绩', '满分', '交卷时间'],
    [6, 12, 28, 24, 10, 10, 10, 8, 18],
  );
  people.forEach((person, index) =>
    sheet.addRow([
      index + 1,
      toSpreadsheetCell(person.name),
      toSpreadsheetCell(person.enterprise_name),
      toSpreadsheetCell(person.unit_path),
      STATUS[person.status],
      person.attempts,
      person.best_score === null ? '' : person.best_score / 100,
      person.max_score === null || person.ended === 0 ? '' : person.max_score / 100,
      person.ended_at === null ? '' : chinaTime(person.ended_at),
    ]),
  );
}

function unitsSheet(sheet: exceljs.Worksheet, { all, items }: UnitResultsDto): void {
  head(sheet, ['单位', '部门', '应考', '已考', '合格', '平均分'], [28, 28, 8, 8, 8, 10]);
  const row = (unit: UnitResultDto, name: string): unknown[] => [
    toSpreadsheetCell(name),
    toSpreadsheetCell(unit.unitPath),
    unit.entered,
    unit.sat,
    unit.passed,
    unit.average === null ? '' : unit.average / 100,
  ];
  for (const unit of items) sheet.addRow(row(unit, unit.enterpriseName));
  sheet.addRow(row(all, '合计')).font = { bold: true };
}

function questionsSheet(sheet: exceljs.Worksheet, { items }: QuestionResultsDto): void {
  head(
    sheet,
    [
      '题干',
      '题型',
      '抽到',
      '作答',
      '答对',
      '正确答案',
      '各选项人数',
      '更正',
      '难度 P',
      '区分度 D',
      '相关 r',
      '一般用时（秒）',
      '要看一看',
    ],
    [60, 8, 8, 8, 8, 10, 28, 16, 10, 10, 10, 14, 28],
  );
  for (const question of items) {
    const figures = question.statistics?.figures;
    sheet.addRow([
      toSpreadsheetCell(question.stem),
      TYPE[question.type] ?? question.type,
      question.drawn,
      question.answered,
      question.right,
      question.options
        .filter((option) => option.right)
        .map((option) => nameOf(question.type, option.label))
        .join(''),
      question.options.map((option) => `${nameOf(question.type, option.label)} ${option.chosen}`).join('，'),
      question.voided ? (POLICY[question.voided] ?? '') : question.keyChanged ? '改了答案' : '',
      rounded(figures?.difficulty),
      rounded(figures?.groupDifference),
      rounded(figures?.discrimination),
      figures?.medianSeconds ?? '',
      question.statistics?.flags.map((flag) => FLAG[flag]).join('、') ?? '',
    ]);
  }
}

/** A judgement has no letters on its paper: its options are called what they say. */
const nameOf = (type: string, label: string): string =>
  type === 'true_false' ? (label === 'A' ? '正确' : '错误') : label;

/** What was chosen, by option: by everybody, by the best and by the weakest 27 %. */
function optionsSheet(sheet: exceljs.Worksheet, { items }: QuestionResultsDto): void {
  head(
    sheet,
    ['题干', '选项', '内容', '正确答案', '选的人', '占比', '前 27%', '后 27%', '相关 r'],
    [60, 8, 40, 10, 10, 10, 10, 10, 10],
  );
  for (const column of ['F', 'G', 'H']) sheet.getColumn(column).numFmt = PERCENT;
  for (const { stem, statistics } of items)
    for (const option of statistics?.figures?.options ?? [])
      sheet.addRow([
        toSpreadsheetCell(stem),
        option.label,
        toSpreadsheetCell(option.text),
        option.key ? '是' : '',
        option.chosen,
        rounded(option.share),
        rounded(option.upperShare),
        rounded(option.lowerShare),
        rounded(option.discrimination),
      ]);
}

/** Two decimals, as the page shows them. */
function rounded(value: number | null | undefined): number | '' {
  return value === null || value === undefined ? '' : Math.round(value * 100) / 100;
}

function chaseSheet(sheet: exceljs.Worksheet, chase: readonly ChasedPersonDto[]): void {
  head(
    sheet,
    ['序号', '姓名', '单位', '部门', '手机号', '情况', '还能考几次', '最好成绩'],
    [6, 12, 28, 24, 14, 16, 12, 10],
  );
  chase.forEach((person, index) =>
    sheet.addRow([
      index + 1,
      toSpreadsheetCell(person.name),
      toSpreadsheetCell(person.enterpriseName),
      toSpreadsheetCell(person.unitPath),
      toSpreadsheetCell(person.phoneMasked ?? ''),
      REASON[person.reason],
      person.attemptsLeft ?? '不限',
      person.bestScore === null ? '' : person.bestScore / 100,
    ]),
  );
}

/** 2026-11-22 09:30 in China. */
function chinaTime(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
