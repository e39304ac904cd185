import { describe, expect, it } from '@jest/globals';
import { COMMON_PASSWORDS } from './common-passwords.js';
import {
  canonicalPassword,
  passwordExpired,
  passwordFaults,
  type PasswordOwner,
  type PasswordProfile,
} from './password-rules.js';
import { readablePassword } from './readable-password.js';

const owner: PasswordOwner = {
  login: 'zhaodalin',
  name: '赵大林',
  phone: '13935500718',
  idTail: '12031X',
  organisationName: '长平煤业有限公司',
};
const codes = (profile: PasswordProfile, password: string): string[] =>
  passwordFaults(profile, password, owner).map(({ code }) => code);

describe('A27 password rules, profile asvs', () => {
  it.each([
    ['fourteen characters', 'kx7 mango rive', ['too-short']],
    ['fifteen characters', 'kx7 mango river', []],
    ['a sentence in Chinese', '下井前先看瓦斯牌再带好自救器才走', []],
    ['no classes are asked for', 'mangoriverwindowlamp', []],
    ['blanks at both ends count', '  mango river  ', []],
    ['64 characters', 'mango river window lamp '.repeat(3).slice(0, 64), []],
    ['256 characters', 'Wg7#'.concat('mango-river-window-lamp'.repeat(12)).slice(0, 256), []],
    ['257 characters', 'Wg7#'.concat('mango-river-window-lamp'.repeat(12)).slice(0, 257), ['too-long']],
    ['a line break', 'mango river\nwindow lamp', ['control-character']],
    ['a common one made long enough', 'password12345678', ['common']],
    ['two common ones', 'woaini1314520888', ['common']],
    ['common with separators and width', 'Ｐａｓｓ－word 2026 2026', ['common']],
    ['common in Chinese', '安全生产人人有责生命至上平安', ['too-short', 'common']],
    ['one character', 'zzzzzzzzzzzzzzzz', ['repetitive']],
    ['a block again and again', 'xk7xk7xk7xk7xk7xk7', ['repetitive']],
    ['a straight run', 'abcdefghijklmnop', ['repetitive']],
    ['the login', 'zhaodalinzhaodalin', ['repetitive', 'personal']],
    ['login and phone', 'zhaodalin13935500718', ['personal']],
    ['name, ID tail and enterprise', '赵大林12031X长平煤业有限公司', ['personal']],
    ['phone and a few more', 'wx13935500718qq', ['personal']],
    ['the name inside a long sentence', '赵大林每天早上六点骑车去矿上换灯', []],
  ])('%s', (_, password, expected) => {
    expect(codes('asvs', password)).toEqual(expected);
  });

  it('counts characters, not UTF-16 units or bytes', () => {
    expect(codes('asvs', '𠮷野家牛丼大盛汁抜葱多玉子味')).toEqual(['too-short']);
  });

  it('says in Chinese what to do', () => {
    expect(passwordFaults('asvs', 'kx7mango', owner)[0]?.message).toBe(
      '至少 15 个字符，还差 7 个，可以用一句自己记得住的话',
    );
  });
});

describe('A27 password rules, profile dengbao3', () => {
  it.each([
    ['seven characters', 'Kx7#mng', ['too-short']],
    ['eight with three classes', 'Kx7mango', []],
    ['two classes', 'kx7mango', ['too-few-classes']],
    ['lower case, digit, symbol', 'kx7#mango', []],
    ['Chinese counts as one class', '煤kx7灯river', []],
    ['common though it has three classes', 'Aa123456', ['common', 'repetitive']],
    ['P@ssw0rd', 'P@ssw0rd', ['common']],
    ['name and ID tail', '赵大林12031X!a', ['personal']],
    ['phone tail', 'Zd@500718', ['personal']],
    ['enterprise without its legal form', '长平煤业2026Ab', ['personal']],
  ])('%s', (_, password, expected) => {
    expect(codes('dengbao3', password)).toEqual(expected);
  });
});

describe('A27 what is common to both', () => {
  it('treats the same characters in another normal form as the same', () => {
    expect(canonicalPassword('e\u0301')).toBe('\u00e9');
    expect(canonicalPassword(' a ')).toBe(' a ');
  });

  it.each<PasswordProfile>(['asvs', 'dengbao3'])('temporary passwords keep the rules of %s', (profile) => {
    const made = Array.from({ length: 500 }, readablePassword);
    expect(new Set(made).size).toBe(500);
    for (const password of made) {
      expect(password).toMatch(/^[a-hj-km-np-z2-9]{4}(-[a-hj-km-np-z2-9]{4}){3}$/);
      expect({ password, faults: codes(profile, password) }).toEqual({ password, faults: [] });
    }
  });

  it('expires in dengbao3 after 90 days only', () => {
    const changed = new Date('2026-01-01T00:00:00Z');
    const after = (days: number): Date => new Date(changed.getTime() + days * 86_400_000);
    expect(passwordExpired('asvs', changed, after(4000))).toBe(false);
    expect(passwordExpired('dengbao3', changed, after(89))).toBe(false);
    expect(passwordExpired('dengbao3', changed, after(90))).toBe(true);
  });

  it('the list of common passwords is in the form that is compared', () => {
    expect(COMMON_PASSWORDS.size).toBeGreaterThan(300);
    for (const common of COMMON_PASSWORDS) expect(common).toMatch(/^[a-z0-9@$%^&()=一-鿿]+$/);
  });
});
