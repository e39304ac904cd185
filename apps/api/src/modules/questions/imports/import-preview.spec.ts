import { describe, expect, it } from '@jest/globals';
import { contentFingerprint, type ReadQuestion, type ReadResult } from '@zhian/question-bank';
import { knownContent, previewImport } from './import-preview.js';

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
const none = { postId: null, category: null, knowledgePoint: null };

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
    const { preview, drafts } = previewImport(
      file([a, b, c, d], { duplicates: [{ sheet: '题', row: 9, sameAs: { sheet: '题', row: 2 } }] }),
      bank,
      none,
    );
    expect(preview).toMatchObject({ new: 1, duplicates: 4 });
    expect(preview.duplicateRows.map((row) => row.sameAs)).toEqual([
      '同一份文件里 题 第 2 行',
      '题库里已有',
      '题库里已停用，可以恢复',
      '题库里已有，后来改过',
    ]);
    expect(drafts.map((draft) => draft.draft.content.stem)).toEqual(['一']);
    expect(drafts[0]?.fingerprint).toBe(fingerprint(a));
  });

  it('fills in only what a row does not say', () => {
    const { drafts } = previewImport(
      file([question('一', 2), question('二', 3, { category: 'professional', knowledgePoint: '机电' })]),
      new Map(),
      { postId: null, category: 'general', knowledgePoint: '瓦斯' },
    );
    expect(drafts.map(({ draft }) => [draft.category, draft.knowledgePoint])).toEqual([
      ['general', '瓦斯'],
      ['professional', '机电'],
    ]);
  });

  it('shows a sample of twenty and lists a thousand repeats, but counts all', () => {
    const many = Array.from({ length: 30 }, (_, index) => question(`题 ${index}`, index + 2));
    const duplicates = Array.from({ length: 1500 }, (_, index) => ({
      sheet: '题',
      row: index + 100,
      sameAs: { sheet: '题', row: 2 },
    }));
    const { preview } = previewImport(file(many, { duplicates }), new Map(), none);
    expect([preview.sample.length, preview.duplicateRows.length, preview.duplicates, preview.new]).toEqual([
      20, 1000, 1500, 30,
    ]);
  });
});
