import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import type { CandidateStanding } from './candidate-standings.js';
import type { QuestionResultDto } from './result.dto.js';
import { resultsWorkbook } from './results-workbook.js';

const question = (type: QuestionResultDto['type']): QuestionResultDto => ({
  questionId: '01a2076c-0000-7000-8000-000000000001',
  versionId: '01a2076c-0000-7000-8000-000000000002',
  type,
  stem: '停风的巷道可以进去看一眼。',
  options: [
    { label: 'A', text: '正确', right: false, chosen: 1 },
    { label: 'B', text: '错误', right: true, chosen: 4 },
  ],
  drawn: 5,
  answered: 5,
  right: 4,
  voided: null,
  keyChanged: false,
  statistics: null,
});

const person = (status: CandidateStanding['status']): CandidateStanding => ({
  person_id: '01a2076c-0000-7000-8000-000000000003',
  name: '王建国',
  phone_masked: null,
  enterprise_name: '一矿',
  unit_path: '综采队 / 二班',
  status,
  attempts: 1,
  ended: 0,
  best_score: null,
  max_score: 10_000,
  last_attempt_id: null,
  ended_at: null,
});

interface Given {
  readonly people?: readonly CandidateStanding[];
  readonly questions?: QuestionResultDto[];
}

async function workbookOf({ people = [], questions = [] }: Given): Promise<exceljs.Workbook> {
  const all = { enterpriseName: '', unitPath: '', entered: 0, sat: 0, passed: 0, average: null };
  const bytes = await resultsWorkbook({
    title: '第四季度考试',
    at: new Date('2026-11-23T08:00:00Z'),
    people,
    units: { all, items: [] },
    questions: { total: questions.length, items: questions },
    chase: [],
  });
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes as never);
  return workbook;
}

async function keyAndChoices(type: QuestionResultDto['type']): Promise<unknown[]> {
  const workbook = await workbookOf({ questions: [question(type)] });
  return ['F2', 'G2'].map((cell) => workbook.getWorksheet('题目')?.getCell(cell).value);
}

describe('the sheet of people', () => {
  it('says of everybody where he stands; who sits on paper is not called answering on a screen', async () => {
    const workbook = await workbookOf({
      people: (['not_started', 'in_progress', 'on_paper', 'passed', 'failed'] as const).map(person),
    });
    const said = [2, 3, 4, 5, 6].map((row) => workbook.getWorksheet('成绩')?.getCell(`E${row}`).value);
    expect(said).toEqual(['没开始', '答题中', '用纸卷', '合格', '未合格']);
  });
});

describe('every sheet', () => {
  it('can be filtered by its columns, breaks long texts and prints its head on every page of A4', async () => {
    const workbook = await workbookOf({ people: [person('passed'), person('failed')] });
    const sheet = workbook.getWorksheet('成绩');
    expect(sheet?.autoFilter).toBe('A1:I3');
    expect(sheet?.getCell('C2').alignment).toMatchObject({ wrapText: true, vertical: 'top' });
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 });
    expect(sheet?.pageSetup.printTitlesRow).toBe('1:1');
    expect(workbook.getWorksheet('选项')?.getColumn('F').numFmt).toBe('0%');
  });
});

describe('the sheet of questions', () => {
  it('calls the options of a judgement what they say, the others by their letters', async () => {
    expect(await keyAndChoices('true_false')).toEqual(['错误', '正确 1，错误 4']);
    expect(await keyAndChoices('single')).toEqual(['B', 'A 1，B 4']);
  });
});
