import { describe, expect, it, jest } from '@jest/globals';
import { expectRoundTrip } from '../../testing/round-trip.js';
import { labelOptions } from '../../model/question.js';
import type { WritableQuestion } from '../write-questions.js';
import { EXPORT_FORMATS } from './export-formats.js';
import { summariseLeftOut } from './exported-file.js';

const question = (more: Partial<WritableQuestion>): WritableQuestion => ({
  type: 'single',
  stem: '动火作业前应当先做什么？',
  options: labelOptions(['测气体', '直接动火', '以上都是']).map((option) => ({ ...option })),
  key: ['A'],
  explanation: '先分析，后动火。',
  difficulty: 2,
  knowledgePoint: '动火/审批',
  category: 'professional',
  sourceClause: '安全生产法第四十三条',
  ...more,
});
const truth = labelOptions(['正确', '错误']).map((option) => ({ ...option }));
const bank = [
  question({}),
  question({ type: 'multiple', stem: '动火前做哪些？', key: ['A', 'B'], difficulty: null, knowledgePoint: null }),
  question({ type: 'true_false', stem: '可以边动火边测气体。', options: truth, key: ['B'], explanation: '' }),
];
const READERS: Readonly<Record<string, Parameters<typeof expectRoundTrip>[3]>> = {
  xlsx: 'spreadsheet',
  csv: 'spreadsheet',
  text: 'text',
  gift: 'gift',
  aiken: 'aiken',
  'moodle-xml': 'moodle-xml',
  'qti-2.1': 'qti',
  'qti-2.2': 'qti',
  'qti-3.0': 'qti',
};

describe('EXPORT_FORMATS', () => {
  it.each(EXPORT_FORMATS)('$id reads back as the questions, and equal questions give equal files', async (format) => {
    const file = await format.write(bank);
    // ZIP entries are dated to two seconds: nothing may come from the clock.
    jest.useFakeTimers({ now: Date.now() + 86_400_000, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const later = await format.write(bank);
    jest.useRealTimers();
    expect(later.bytes).toEqual(file.bytes);
    const reader = READERS[format.id];
    if (reader === undefined) throw new Error(format.id);
    await expectRoundTrip(bank, file, `题.${format.extension}`, reader);
    expect(format.name).not.toBe('');
  });

  it('say what they leave out once for all questions', async () => {
    const aiken = await EXPORT_FORMATS.find(({ id }) => id === 'aiken')?.write(bank);
    expect(summariseLeftOut(aiken?.leftOut ?? [])).toEqual([
      { what: 'explanation', reason: 'Aiken 里没有地方写解析。', questions: 1 },
      { what: 'difficulty', reason: 'Aiken 里没有地方写难度。', questions: 2 },
      { what: 'knowledgePoint', reason: 'Aiken 里没有地方写知识点。', questions: 2 },
      { what: 'category', reason: 'Aiken 里没有地方写类别。', questions: 2 },
      { what: 'sourceClause', reason: 'Aiken 里没有地方写依据条款。', questions: 2 },
      { what: 'question', reason: 'Aiken 没有多选题。', questions: 1 },
    ]);
  });

  it('QTI holds options that speak of others in their place', async () => {
    const { writeQtiItem } = await import('./qti/write-qti.js');
    const xml = Buffer.from(writeQtiItem(question({}), '3.0').bytes).toString('utf8');
    expect(xml).toContain('<qti-simple-choice identifier="C" fixed="true">以上都是</qti-simple-choice>');
    expect(xml).toContain('<qti-simple-choice identifier="A">测气体</qti-simple-choice>');
  });
});
