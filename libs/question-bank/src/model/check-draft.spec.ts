import { describe, expect, it } from '@jest/globals';
import { makeDraft } from '../testing/samples.js';
import { DRAFT_LIMITS, checkDraft } from './check-draft.js';
import type { QuestionDraft } from './question.js';

const codes = (draft: QuestionDraft): string[] => checkDraft(draft).map((problem) => problem.code);
const withStem = (stem: string): QuestionDraft => {
  const draft = makeDraft('single', ['甲', '乙'], ['A']);
  return { ...draft, content: { ...draft.content, stem } };
};

describe('checkDraft', () => {
  it.each<[string, QuestionDraft]>([
    ['single', makeDraft('single', ['甲', '乙'], ['B'])],
    ['multiple with one right option', makeDraft('multiple', ['甲', '乙', '丙'], ['B'])],
    ['multiple with all right', makeDraft('multiple', ['甲', '乙', '丙'], ['A', 'B', 'C'])],
    ['true/false', makeDraft('true_false', ['正确', '错误'], ['B'])],
    ['eight options', makeDraft('single', [...'甲乙丙丁戊己庚辛'], ['H'])],
    ['10³ beside 103', makeDraft('single', ['10³', '103'], ['A'])],
    ['line ends and tabs in the stem', withStem('第一行\n第二行\t完')],
    ['the longest stem', withStem('长'.repeat(DRAFT_LIMITS.stem))],
    ['difficulty 1', makeDraft('single', ['甲', '乙'], ['A'], { difficulty: 1 })],
    ['difficulty 5', makeDraft('single', ['甲', '乙'], ['A'], { difficulty: 5 })],
  ])('accepts %s', (_, draft) => {
    expect(checkDraft(draft)).toEqual([]);
  });

  it.each<[string, QuestionDraft, string[]]>([
    ['an empty stem', withStem(' \n'), ['stem-empty']],
    ['a long stem', withStem('长'.repeat(DRAFT_LIMITS.stem + 1)), ['stem-too-long']],
    ['a control character', withStem('气\u0000体'), ['control-characters']],
    ['half a surrogate pair', withStem('气\uD83D体'), ['control-characters']],
    ['one option', makeDraft('single', ['甲'], ['A']), ['options-too-few']],
    ['no option', makeDraft('single', [], ['A']), ['options-too-few']],
    ['nine options', makeDraft('single', [...'甲乙丙丁戊己庚辛壬'], ['A']), ['options-too-many']],
    ['an empty option', makeDraft('single', ['甲', ' ', '丙'], ['A']), ['option-empty']],
    ['a long option', makeDraft('single', ['甲', '乙'.repeat(1001)], ['A']), ['option-too-long']],
    ['the same option twice', makeDraft('single', ['10 kV', '20kV', '１０ kV'], ['A']), ['option-duplicate']],
    ['true/false the wrong way round', makeDraft('true_false', ['错误', '正确'], ['A']), ['true-false-options']],
    [
      'true/false with three options',
      makeDraft('true_false', ['正确', '错误', '不知道'], ['A']),
      ['true-false-options'],
    ],
    ['no key', makeDraft('multiple', ['甲', '乙'], []), ['key-empty']],
    ['a key beyond the options', makeDraft('single', ['甲', '乙'], ['C']), ['key-beyond-options']],
    ['a key out of order', makeDraft('multiple', ['甲', '乙'], ['B', 'A']), ['key-not-canonical']],
    ['a key that repeats', makeDraft('multiple', ['甲', '乙'], ['A', 'A']), ['key-not-canonical']],
    ['two keys of a single choice', makeDraft('single', ['甲', '乙'], ['A', 'B']), ['key-single-count']],
    ['two keys of a true/false', makeDraft('true_false', ['正确', '错误'], ['A', 'B']), ['key-single-count']],
    ['difficulty 0', makeDraft('single', ['甲', '乙'], ['A'], { difficulty: 0 }), ['difficulty-range']],
    ['difficulty 6', makeDraft('single', ['甲', '乙'], ['A'], { difficulty: 6 }), ['difficulty-range']],
    ['difficulty 2.5', makeDraft('single', ['甲', '乙'], ['A'], { difficulty: 2.5 }), ['difficulty-range']],
    [
      'a long explanation',
      makeDraft('single', ['甲', '乙'], ['A'], { explanation: '长'.repeat(8001) }),
      ['explanation-too-long'],
    ],
    [
      'a long point',
      makeDraft('single', ['甲', '乙'], ['A'], { knowledgePoint: '长'.repeat(201) }),
      ['knowledge-point-too-long'],
    ],
    [
      'a long clause',
      makeDraft('single', ['甲', '乙'], ['A'], { sourceClause: '长'.repeat(501) }),
      ['source-clause-too-long'],
    ],
  ])('refuses %s', (_, draft, expected) => {
    expect(codes(draft)).toEqual(expected);
  });

  it('refuses labels that leave a gap', () => {
    const draft = makeDraft('single', ['甲', '乙'], ['A']);
    const options = [
      { label: 'A', text: '甲' },
      { label: 'C', text: '乙' },
    ];
    expect(codes({ ...draft, content: { ...draft.content, options } })).toEqual(['option-labels']);
  });

  it('refuses a type it does not know', () => {
    const draft = makeDraft('single', ['甲', '乙'], ['A']);
    const content = { ...draft.content, type: 'essay' as 'single' };
    expect(codes({ ...draft, content })).toContain('type-unknown');
  });

  it('says what is wrong in the words of the product', () => {
    const [problem] = checkDraft(makeDraft('multiple', ['甲', '乙', '丙', '丁'], ['A', 'B', 'E']));
    expect(problem?.message).toBe('答案「ABE」里有 E，但只有 A–D 四个选项。');
    expect(problem?.params).toEqual({ key: 'ABE', beyond: 'E', options: 4 });
  });

  it.each<[string, { place: string; alt?: string }[], string[]]>([
    ['one of the stem and one of an option', [{ place: 'stem' }, { place: 'B' }], []],
    ['an option that is a picture only', [{ place: 'C' }], []],
    ['a place twice', [{ place: 'A' }, { place: 'A' }], ['image-place']],
    ['an option that is not there', [{ place: 'D' }], ['image-place']],
    ['no words beside it', [{ place: 'stem', alt: ' ' }], ['image-alt']],
    ['too many words', [{ place: 'stem', alt: '图'.repeat(201) }], ['image-alt']],
  ])('looks at pictures: %s', (name, given, expected) => {
    const draft = makeDraft('single', ['甲', '乙', name.includes('only') ? '' : '丙'], ['A']);
    const images = given.map(({ place, alt = '灭火器' }) => ({ place, alt, fileId: 'f', width: 10, height: 10 }));
    expect(codes({ ...draft, content: { ...draft.content, images } })).toEqual(expected);
  });

  it('has no picture for 正确 and 错误', () => {
    const draft = makeDraft('true_false', ['正确', '错误'], ['A']);
    const images = [{ place: 'A', alt: '对', fileId: 'f', width: 10, height: 10 }];
    expect(codes({ ...draft, content: { ...draft.content, images } })).toEqual(['image-place']);
  });
});
