import { describe, expect, it } from '@jest/globals';
import { draftProblems, inspectDraft, withKeys, type GivenSection } from './handbook-draft.js';

const section = (key: string | null, more: Partial<GivenSection> = {}): GivenSection => ({
  key,
  title: '标题',
  body: '内容',
  questionIds: [],
  ...more,
});
const counter = () => {
  let next = 0;
  return () => `new-${(next += 1)}`;
};

describe('keys of sections', () => {
  it('stay, and are made for new sections', () => {
    expect(withKeys([section('start'), section(null), section('stop')], counter()).map((one) => one.key)).toEqual([
      'start',
      'new-1',
      'stop',
    ]);
  });

  it('are unique whatever is sent', () => {
    const keys = withKeys([section('a'), section('a'), section('new-1'), section(null)], counter()).map(
      (one) => one.key,
    );
    expect(new Set(keys).size).toBe(4);
    expect(keys[0]).toBe('a');
  });

  it('are short and plain', () => {
    expect(withKeys([section('../x'), section('A'), section('x'.repeat(41))], counter()).map((one) => one.key)).toEqual(
      ['new-1', 'new-2', 'new-3'],
    );
  });
});

describe('a draft', () => {
  it('may name a question once and only questions and pictures that are there', () => {
    const picture = '01930000-0000-7000-8000-00000000000a';
    const sections = [section('a', { title: ' ', body: `![](/api/v1/files/${picture})`, questionIds: ['q1', 'q2'] })];
    const draft = inspectDraft(sections);
    expect(draft).toMatchObject({ pictureIds: [picture], questionIds: ['q1', 'q2'] });
    expect(
      draftProblems(draft, { questions: new Set(['q1']), pictures: new Set() }).map((error) => error.pointer),
    ).toEqual(['/sections/0/title', '/sections/0/body', '/sections/0/questionIds/1']);
    expect(draftProblems(inspectDraft([section('a')]), { questions: new Set(), pictures: new Set() })).toEqual([]);
    expect(withKeys([section('a', { questionIds: ['q', 'q'] })], counter())[0]?.questionIds).toEqual(['q']);
  });
});
