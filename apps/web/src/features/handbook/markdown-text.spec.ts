import { describe, expect, it } from '@jest/globals';
import { chineseEmphasis, safeAddress, spokenPieces } from './markdown-text.js';

describe('a handbook section', () => {
  it('is read aloud without its marks', () => {
    const text =
      '## 停机\n\n1. **顶板掉渣**，马上停机\n2. 见[安全生产法](https://example.com)\n\n![图](/api/v1/files/x)\n\n> 你有权停下来。\n---';
    expect(spokenPieces(text)).toEqual(['停机', '顶板掉渣，马上停机', '见安全生产法', '你有权停下来。']);
  });

  it('points to nothing outside but web pages', () => {
    expect(safeAddress('/api/v1/files/0190-a', 'image')).toBe('/api/v1/files/0190-a');
    expect(
      ['https://example.com/x.png', 'data:image/png;base64,x', '/api/v1/files/../people'].map((a) =>
        safeAddress(a, 'image'),
      ),
    ).toEqual(['', '', '']);
    expect(['javascript:alert(1)', '//example.com', '/\\example.com'].map((a) => safeAddress(a, 'link'))).toEqual([
      '',
      '',
      '',
    ]);
    expect(safeAddress('#stop', 'link')).toBe('#stop');
  });

  it('shows bold where Chinese has no spaces', () => {
    expect(chineseEmphasis('**你有权停下来。**遇到紧急情况')).toBe('**你有权停下来。**\u200a遇到紧急情况');
    expect(chineseEmphasis('先做**「停机」**再**报告**')).toBe('先做\u200a**「停机」**\u200a再**报告**');
    expect(chineseEmphasis('**停机**撤人')).toBe('**停机**撤人');
  });
});
