import { describe, expect, it } from '@jest/globals';
import { tidyCode } from './code.js';

describe('a verification code', () => {
  it('is read from what people type or paste', () => {
    expect(tidyCode(' 7K2M 9QXD ')).toBe('7K2M9QXD');
    expect(tidyCode('https://example.com/verify/7K2M-9QXD?x=1')).toBe('7K2M-9QXD');
  });
});
