import { describe, expect, it } from '@jest/globals';
import { loginFault, normaliseLogin } from './login.js';

describe('login names', () => {
  it('compare without width and case', () => {
    expect(normaliseLogin(' ＡｄｍｉＮ ')).toBe('admin');
  });

  it.each(['admin', 'zhao.da-lin_2', '赵大林', '10293847', 'a@b.cn'])('takes %s', (login) => {
    expect(loginFault(login)).toBeNull();
  });

  it.each([
    'ab',
    'a b c',
    '<script>',
    "a'or'1",
    'x'.repeat(65),
    '13935500718',
    '8613935500718',
    '03556010718',
    '14049919900101123x',
  ])('refuses %s', (login) => {
    expect(loginFault(login)).not.toBeNull();
  });
});
