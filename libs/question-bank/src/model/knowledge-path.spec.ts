import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWithinKnowledge, knowledgePath } from './knowledge-path.js';

describe('knowledgePath', () => {
  it.each([
    [' 触电急救 / 心肺复苏 ', '触电急救/心肺复苏'],
    ['触电急救／心肺复苏', '触电急救/心肺复苏'],
    ['触电急救›心肺复苏＞按压', '触电急救/心肺复苏/按压'],
    ['//瓦斯防治//', '瓦斯防治'],
    ['一/二/三/四/五/六/七', '一/二/三/四/五/六、七'],
    ['瓦斯防治', '瓦斯防治'],
    [' / ', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('%j is %j', (text, path) => {
    expect(knowledgePath(text)).toBe(path);
  });

  it('means the same when it is read again, and lies within every level above', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const path = knowledgePath(text);
        expect(knowledgePath(path)).toBe(path);
        const levels = path?.split('/') ?? [];
        for (let depth = 1; depth <= levels.length; depth += 1)
          expect(isWithinKnowledge(path, levels.slice(0, depth).join('/'))).toBe(true);
      }),
    );
  });

  it('is not within a point that only begins alike', () => {
    expect(isWithinKnowledge('触电急救', '触电')).toBe(false);
    expect(isWithinKnowledge('触电', '触电/急救')).toBe(false);
    expect(isWithinKnowledge(null, '触电')).toBe(false);
  });
});
