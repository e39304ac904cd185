import { describe, expect, it } from '@jest/globals';
import { withoutPlace } from './row-message.js';

describe('withoutPlace', () => {
  it('drops only the place', () => {
    expect(withoutPlace('综采表 27 行 G 列：答案「ABE」里有 E，但只有 A–D 四个选项。')).toBe(
      '答案「ABE」里有 E，但只有 A–D 四个选项。',
    );
    expect(withoutPlace('12 行：证件号码最后一位对不上，请核对。')).toBe('证件号码最后一位对不上，请核对。');
    expect(withoutPlace('题干是空的')).toBe('题干是空的');
    expect(withoutPlace('答案写的是：A')).toBe('答案写的是：A');
  });
});
