import { describe, expect, it } from '@jest/globals';
import { contentFingerprint, type ReadQuestion, type ReadResult } from '@zhian/question-bank';
import type { BankQuestion } from '../duplicates/group-questions.js';
import { ImportComparison, knownContent, type Known } from './import-preview.js';

let ids = 0;
const makeId = (): string => `id ${(ids += 1)}`;

const question = (stem: string, row: number, more: Partial<ReadQuestion> = {}): ReadQuestion => ({
  type: 'single',
  stem,
  options: [
    { label: 'A', text: '甲' },
    { label: 'B', text: '乙' },
  ],
  key: ['A'],
  explanation: '',
  difficulty: null,
  knowledgePoint: null,
  category: null,
  sourceClause: null,
  source: { sheet: '题', row },
  ...more,
});
const file = (questions: ReadQuestion[], more: Partial<ReadResult> = {}): ReadResult => ({
  format: 'spreadsheet',
  accepted: { single: questions.length, multiple: 0, true_false: 0 },
  questions,
  refused: [],
  duplicates: [],
  doubts: [],
  sheets: [],
  ...more,
});
const fingerprint = (q: ReadQuestion): string => contentFingerprint({ content: q, key: { correct: q.key } });

/** In batches of two, with the marks of near-duplicates in the rows. */
function previewImport(read: ReadResult, known: ReadonlyMap<string, Known>, bank: readonly BankQuestion[]) {
  const comparison = new ImportComparison(known, bank, makeId);
  const staged = Array.from({ length: Math.ceil(read.questions.length / 2) }, (_, at) =>
    comparison.take(read.questions.slice(2 * at, 2 * at + 2)),
  ).flat();
  const { preview, rows, near } = comparison.finish(read);
  const marks = new Map(near.map((mark) => [mark.seq, mark]));
  const all = [...staged, ...rows].map((row) => {
    const mark = marks.get(row.seq) ?? null;
    return { ...row, ...(mark && { kind: mark.kind, message: mark.message }), near: mark };
  });
  return { preview, rows: all };
}

describe('a preview', () => {
  it('keeps new questions and explains the others', () => {
    const [a, b, c, d] = [question('一', 2), question('二', 3), question('三', 4), question('四', 5)];
    const bank = knownContent(
      [
        { fingerprint: fingerprint(b), status: 'active' },
        { fingerprint: fingerprint(c), status: 'retired' },
      ],
      [fingerprint(d), fingerprint(b)],
    );
    const { preview, rows } = previewImport(
      file([a, b, c, d], { duplicates: [{ sheet: '题', row: 9, sameAs: { sheet: '题', row: 2 } }] }),
      bank,
      [],
    );
    expect(preview).toMatchObject({ new: 1, duplicates: 4 });
    expect(preview.duplicateRows.map((row) => row.sameAs)).toEqual([
      '同一份文件里 题 第 2 行',
      '题库里已有',
      '题库里已停用，可以恢复',
      '题库里已有，后来改过',
    ]);
    expect(rows.map((row) => row.kind)).toEqual(['new', 'duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect(rows[0]?.question).toMatchObject({ stem: '一', fingerprint: fingerprint(a) });
    expect(rows.map((row) => row.seq)).toEqual([0, 1, 2, 3, 4]);
  });

  it('puts beside each other what says nearly the same, in the bank and in the file', () => {
    const pump = (n: number): string =>
      `主排水泵房内备用水泵的能力应不小于工作水泵能力的百分之${n}，检修水泵应不小于百分之二十五。`;
    const bank = [{ ...question(pump(70), 1), id: 'known', own: true }];
    const fan = (n: number): string =>
      `局部通风机距掘进巷道回风口的距离不得小于 ${n} 米，必须安装在进风巷道中并指定人员管理。`;
    const { preview, rows } = previewImport(
      file([question(pump(75), 2), question(fan(10), 3), question(fan(20), 4), question('别的', 5)]),
      new Map(),
      bank,
    );
    expect(preview).toMatchObject({ new: 4, near: 2, nearChecked: true });
    expect(rows.map(({ kind, near }) => [kind, near?.ids ?? null])).toEqual([
      ['near', ['known']],
      ['new', []],
      ['near', []],
      ['new', null],
    ]);
    expect(rows[1]?.near?.group).toBe(rows[2]?.near?.group);
    expect(rows[2]?.message).toBe('只有数字、标点或空格不同。');
  });

  it('shows a sample of twenty and lists a thousand repeats, but counts all', () => {
    const many = Array.from({ length: 30 }, (_, index) => question(`题 ${index}`, index + 2));
    const duplicates = Array.from({ length: 1500 }, (_, index) => ({
      sheet: '题',
      row: index + 100,
      sameAs: { sheet: '题', row: 2 },
    }));
    const { preview } = previewImport(file(many, { duplicates }), new Map(), []);
    expect([preview.sample.length, preview.duplicateRows.length, preview.duplicates, preview.new]).toEqual([
      20, 1000, 1500, 30,
    ]);
  });
});
