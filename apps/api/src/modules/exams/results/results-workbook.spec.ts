import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
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

async function keyAndChoices(type: QuestionResultDto['type']): Promise<unknown[]> {
  const all = { enterpriseName: '', unitPath: '', entered: 0, sat: 0, passed: 0, average: null };
  const bytes = await resultsWorkbook({
    title: '第四季度考试',
    at: new Date('2026-11-23T08:00:00Z'),
    people: [],
    units: { all, items: [] },
    questions: { total: 1, items: [question(type)] },
    chase: [],
  });
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes as never);
  return ['F2', 'G2'].map((cell) => workbook.getWorksheet('题目')?.getCell(cell).value);
}

describe('the sheet of questions', () => {
  it('calls the options of a judgement what they say, the others by their letters', async () => {
    expect(await keyAndChoices('true_false')).toEqual(['错误', '正确 1，错误 4']);
    expect(await keyAndChoices('single')).toEqual(['B', 'A 1，B 4']);
  });
});
