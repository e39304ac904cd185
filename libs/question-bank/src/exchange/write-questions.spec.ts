import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import * as fc from 'fast-check';
import { checkDraft } from '../model/check-draft.js';
import { contentFingerprint } from '../model/fingerprint.js';
import { labelOptions } from '../model/question.js';
import type { QuestionDraft } from '../model/question.js';
import { readQuestionFile } from './read-question-file.js';
import type { ReadQuestion } from './read-result.js';
import { GUIDE_SHEET, QUESTION_SHEET, questionTemplate, templateHeader } from './template.js';
import { writeQuestions } from './write-questions.js';
import type { WritableQuestion } from './write-questions.js';

const start = fc.constantFrom(
  '',
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '＝',
  "'",
  '"',
  ' ',
  'A.',
  'B、',
  '1.',
  '12、',
  '_x0041_',
  '\n',
  '\u00A0',
  '说明',
);
const text = fc
  .tuple(
    start,
    fc.string({ unit: fc.constantFrom(...'甲乙丙ABC12=+-@\t\r\n"\',;|*#_x ．é😀０') }),
    fc.constantFrom('', ' ', '\n', '。'),
  )
  .map((parts) => parts.join(''));

const draft: fc.Arbitrary<QuestionDraft> = fc
  .record({
    type: fc.constantFrom('single' as const, 'multiple' as const, 'true_false' as const),
    stem: text,
    options: fc.array(text, { minLength: 2, maxLength: 8 }),
    picks: fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1, maxLength: 8 }),
    explanation: text,
    difficulty: fc.constantFrom(null, 1, 2, 3, 4, 5),
    knowledgePoint: fc.option(text.filter((point) => point !== '')),
    category: fc.constantFrom(null, 'general' as const, 'professional' as const),
    sourceClause: fc.option(text.filter((clause) => clause !== '')),
    criteria: fc.option(text.filter((clause) => clause !== '')),
  })
  .map(({ type, stem, options, picks, criteria, ...rest }) => {
    const texts = type === 'true_false' ? ['正确', '错误'] : options;
    const places = picks.map((pick) => pick % texts.length).slice(0, type === 'multiple' ? 8 : 1);
    const correct = [...new Set(places)].sort().map((place) => 'ABCDEFGH'[place] ?? '');
    return {
      content: { type, stem, options: labelOptions(texts) },
      key: { correct },
      ...rest,
      ...(criteria === null ? {} : { criteriaClause: criteria }),
    };
  })
  .filter((candidate) => checkDraft(candidate).length === 0);

const drafts = fc.uniqueArray(draft, { minLength: 1, maxLength: 8, selector: contentFingerprint });

const toWritable = ({ content, key, ...rest }: QuestionDraft): WritableQuestion => ({
  type: content.type,
  stem: content.stem,
  options: content.options.map((option) => ({ ...option })),
  key: [...key.correct],
  ...rest,
});
const withoutSource = (question: ReadQuestion): WritableQuestion => {
  const { source, ...rest } = question;
  expect(source.row).toBeGreaterThan(1);
  return rest;
};

function csvCells(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('utf8').slice(1);
  return Array.from(text.matchAll(/"((?:[^"]|"")*)"/g), (match) => match[1] ?? '');
}

async function xlsxCells(bytes: Uint8Array): Promise<string[]> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  const cells: string[] = [];
  workbook.worksheets[0]?.eachRow((row) =>
    row.eachCell((cell) => {
      expect(cell.type).toBe(exceljs.ValueType.String);
      cells.push(String(cell.value));
    }),
  );
  return cells;
}

describe('A22 export', () => {
  it.each(['xlsx', 'csv'] as const)(
    'to %s comes back exactly, whatever the texts are',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(drafts, async (found) => {
          const questions = found.map(toWritable);
          const bytes = await writeQuestions(questions, format);
          const result = await readQuestionFile({ bytes, fileName: `导出.${format}` });
          expect(result.refused).toEqual([]);
          expect(result.questions.map(withoutSource)).toEqual(questions);
        }),
        { numRuns: format === 'csv' ? 1000 : 150, seed: 22 },
      );
    },
    120_000,
  );

  it.each([
    ['options that begin with their own letter', '题目', ['A.甲', 'B.乙', 'C、丙']],
    ['a stem that begins with a number', '12.5 千伏以上', ['甲', '乙', '丙']],
  ])('keeps %s', async (_, stem, texts) => {
    const options = labelOptions(texts).map((option) => ({ ...option }));
    const rest = { explanation: '', difficulty: null, knowledgePoint: null, category: null, sourceClause: null };
    const question: WritableQuestion = { type: 'single', stem, options, key: ['B'], ...rest };
    const result = await readQuestionFile({ bytes: await writeQuestions([question], 'csv'), fileName: 'a.csv' });
    expect(result.questions.map(withoutSource)).toEqual([question]);
  });

  it.each(['xlsx', 'csv'] as const)('to %s holds no cell that could start a formula', async (format) => {
    const nasty = ['=cmd|calc', '+1', '-5℃', '@x', '\t=1', '\r=1', '＝1', '"=1"'];
    const question: WritableQuestion = {
      type: 'multiple',
      stem: '=HYPERLINK("http://x")',
      options: labelOptions(nasty).map((option) => ({ ...option })),
      key: ['A'],
      explanation: '=1',
      difficulty: 1,
      knowledgePoint: '+x',
      category: null,
      sourceClause: '@x',
    };
    const bytes = await writeQuestions([question], format);
    const cells = format === 'csv' ? csvCells(bytes) : await xlsxCells(bytes);
    expect(cells.length).toBeGreaterThan(20);
    expect(cells.filter((cell) => /^\s*"*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
  });

  it('writes CSV that spreadsheet programs open as UTF-8', async () => {
    const bytes = await writeQuestions([], 'csv');
    expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    expect(Buffer.from(bytes).toString('utf8')).toBe(
      `\uFEFF${templateHeader()
        .map((name) => `"${name}"`)
        .join(',')}\r\n`,
    );
  });

  it('writes the same file for the same questions', async () => {
    expect(await writeQuestions([], 'csv')).toEqual(await writeQuestions([], 'csv'));
  });
});

describe('the template', () => {
  it('reads as its two samples; the instructions are passed over', async () => {
    const result = await readQuestionFile({ bytes: await questionTemplate(), fileName: '模板.xlsx' });
    expect(result.accepted).toEqual({ single: 1, multiple: 0, true_false: 1 });
    expect(result.refused).toEqual([]);
    expect(result.doubts).toEqual([]);
    expect(result.sheets.map((sheet) => sheet.sheet)).toEqual([QUESTION_SHEET]);
    expect(result.questions[0]).toMatchObject({
      difficulty: 2,
      category: 'general',
      knowledgePoint: '教育培训',
      key: ['B'],
    });
  });

  it('has the columns, the lists and the instructions promised', async () => {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load((await questionTemplate()).slice().buffer);
    const sheet = workbook.getWorksheet(QUESTION_SHEET);
    expect(sheet?.getRow(1).values).toEqual([undefined, ...templateHeader()]);
    expect(sheet?.getCell('A2').dataValidation.formulae).toEqual(['"单选,多选,判断"']);
    expect(sheet?.getCell('A2000').dataValidation.type).toBe('list');
    expect(sheet?.getCell('K100').dataValidation.formulae).toEqual(['"1,2,3,4,5"']);
    expect(sheet?.getCell('M100').dataValidation.formulae).toEqual(['"通用,专业"']);
    expect(workbook.getWorksheet(GUIDE_SHEET)?.rowCount).toBeGreaterThan(5);
  });
});
