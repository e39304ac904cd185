import { describe, expect, it } from '@jest/globals';
import { insertBlock, moved, toSections } from './draft-sections.js';

describe('sections being written', () => {
  it('moves within the list only', () => {
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
  it('puts a picture on lines of its own', () => {
    expect(insertBlock('前后', 1, '![](x)')).toBe('前\n\n![](x)\n\n后');
    expect(insertBlock('', 0, '![](x)')).toBe('![](x)\n\n');
    expect(insertBlock('前\n\n后', 3, '![](x)')).toBe('前\n\n![](x)\n\n后');
  });
  it('sends ids of linked questions and keeps known keys', () => {
    const section = { local: '1', key: 's1', title: ' 标题 ', body: 'x', questions: [{ id: 'q1', stem: '题' }] };
    expect(toSections([section, { ...section, key: undefined }] as never)).toEqual([
      { key: 's1', title: '标题', body: 'x', questionIds: ['q1'] },
      { title: '标题', body: 'x', questionIds: ['q1'] },
    ]);
  });
});
