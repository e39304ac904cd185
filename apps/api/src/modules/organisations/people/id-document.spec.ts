import { describe, expect, it } from '@jest/globals';
import { checkCharacter, idProblem, maskIdNumber, normaliseIdNumber, type IdType } from './id-document.js';
import { isPhone, maskPhone, normalisePhone } from './phone.js';
import { normaliseName, sameName } from './person-name.js';

const TODAY = '2026-11-23';
const code = (type: IdType, number: string): string | null =>
  idProblem(type, normaliseIdNumber(number), TODAY)?.code ?? null;
const complete = (body: string): string => body + checkCharacter(body);

describe('identity documents (GB 11643)', () => {
  it('accepts the vector of the standard, in either case and width', () => {
    expect(code('resident_id', '11010519491231002X')).toBeNull();
    expect(code('resident_id', '11010519491231002x')).toBeNull();
    expect(code('resident_id', ' １１０１０５ 19491231 002ｘ ')).toBeNull();
  });

  it('refuses a birth date of 1880 by its date, not by its check character', () => {
    expect(checkCharacter('44052418800101001')).toBe('4');
    expect(code('resident_id', '440524188001010014')).toBe('id-birth-date');
  });

  it.each([
    ['110105194912310021', 'id-checksum'],
    ['110105194912310', 'id-length'],
    ['1101051949123100', 'id-length'],
    ['', 'id-missing'],
    ['140428********1234', 'id-masked'],
    ['11010519491231000A', 'id-form'],
    ['110105194912310000', 'id-digits-lost'],
    [complete('99010519491231002'), 'id-region'],
    [complete('11010519490230002'), 'id-birth-date'],
    [complete('11010520270101002'), 'id-birth-date'],
    [complete('81000019491231002'), 'id-other-type'],
  ])('refuses resident ID %s as %s', (number, expected) => {
    expect(code('resident_id', number)).toBe(expected);
  });

  it('finds every single wrong digit', () => {
    const number = '11010519491231002X';
    const wrong = Array.from(number.slice(0, 17)).flatMap((right, at) =>
      [...'0123456789']
        .filter((digit) => digit !== right)
        .map((digit) => number.slice(0, at) + digit + number.slice(at + 1)),
    );
    expect(wrong.filter((text) => code('resident_id', text) === null)).toEqual([]);
  });

  it('knows the documents of other people', () => {
    expect(code('hmt_residence_permit', complete('81000019491231002'))).toBeNull();
    expect(code('hmt_residence_permit', complete('83000019491231002'))).toBeNull();
    expect(code('hmt_residence_permit', '11010519491231002X')).toBe('id-region');
    expect(code('foreign_permanent_residence', complete('91110519491231002'))).toBeNull();
    expect(code('foreign_permanent_residence', 'CAN110087023003')).toBeNull();
    expect(code('foreign_permanent_residence', '11010519491231002X')).toBe('id-region');
    expect(code('passport', 'e12345678')).toBeNull();
    expect(code('passport', 'ABCDEFG')).toBe('id-form');
  });

  it('masks', () => {
    expect(maskIdNumber('140428198001011234')).toBe('140428********1234');
    expect(maskIdNumber('E12345678')).toBe('E1*****78');
    expect(maskPhone('13912340718')).toBe('139****0718');
    expect(maskPhone('03558321234')).toBe('0355****34');
  });
});

describe('phones and names', () => {
  it('reads phones as people write them', () => {
    for (const text of ['139 1234 0718', '+86 139-1234-0718', '8613912340718', '１３９１２３４０７１８']) {
      expect(normalisePhone(text)).toBe('13912340718');
    }
    expect(isPhone('13912340718')).toBe(true);
    expect(isPhone(normalisePhone('0355-8321234'))).toBe(true);
    for (const wrong of ['1391234071', '12912340718', '8321234', 'abc', '139123407180'])
      expect(isPhone(wrong)).toBe(false);
  });

  it('cleans names and compares them as people do', () => {
    expect(normaliseName(' 张　三\u202e ')).toBe('张 三');
    expect(normaliseName('𠮷田')).toBe('𠮷田');
    expect(sameName('买买提·艾力', '买买提・艾力')).toBe(true);
    expect(sameName('张 三', '张三')).toBe(true);
    expect(sameName('张三', '张叁')).toBe(false);
  });
});
