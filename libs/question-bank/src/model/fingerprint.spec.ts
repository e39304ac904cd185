import { describe, expect, it } from '@jest/globals';
import { makeDraft } from '../testing/samples.js';
import { contentFingerprint } from './fingerprint.js';

const base = makeDraft('multiple', ['瓦斯 10 kV', '煤尘', '顶板'], ['A', 'C']);

describe('contentFingerprint', () => {
  it('is a sha256 in hexadecimal and stable for ever', () => {
    expect(contentFingerprint(makeDraft('single', ['甲', '乙'], ['A']))).toMatch(/^[0-9a-f]{64}$/);
    expect(contentFingerprint(makeDraft('single', ['甲', '乙'], ['A']))).toMatchInlineSnapshot(
      `"cd7893ed05df06c9107597c8059104ca3a92fd3a187fd707c5abcfbd22d0441e"`,
    );
  });

  it('ignores width, blanks, the order of options, and everything that is not content', () => {
    const same = makeDraft('multiple', ['顶板', '瓦斯　１０ kV', ' 煤尘'], ['A', 'B'], {
      difficulty: 3,
      explanation: '见规程',
    });
    expect(contentFingerprint(same)).toBe(contentFingerprint(base));
  });

  it.each([
    ['type', makeDraft('single', ['瓦斯 10 kV', '煤尘', '顶板'], ['A', 'C'])],
    ['key', makeDraft('multiple', ['瓦斯 10 kV', '煤尘', '顶板'], ['A', 'B'])],
    ['option', makeDraft('multiple', ['瓦斯 10 kV', '煤尘', '底板'], ['A', 'C'])],
    ['number of options', makeDraft('multiple', ['瓦斯 10 kV', '煤尘', '顶板', '水'], ['A', 'C'])],
    ['words run together', makeDraft('multiple', ['瓦斯 10kV', '煤尘', '顶板'], ['A', 'C'])],
    ['stem', { ...base, content: { ...base.content, stem: '动火作业后应当先做什么？' } }],
  ])('changes with the %s', (_, draft) => {
    expect(contentFingerprint(draft)).not.toBe(contentFingerprint(base));
  });

  it('changes with a picture, its place and its bytes, and not with the words beside it', () => {
    const pictured = (place: string, fileId: string, alt = '图'): string =>
      contentFingerprint({
        ...base,
        content: { ...base.content, images: [{ place, fileId, alt, width: 10, height: 10 }] },
      });
    const all = [
      contentFingerprint(base),
      pictured('stem', 'f1'),
      pictured('stem', 'f2'),
      pictured('A', 'f1'),
      pictured('B', 'f1'),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(pictured('A', 'f1', '别的说明')).toBe(pictured('A', 'f1'));
    expect(contentFingerprint({ ...base, content: { ...base.content, images: [] } })).toBe(contentFingerprint(base));
  });
});
