import { describe, expect, it } from '@jest/globals';
import { codesAbove, levelOfCode } from './region-code.js';
import { readRegionFile } from './read-region-file.js';

const read = (text: string) => readRegionFile(new TextEncoder().encode(text));

describe('tables of divisions', () => {
  it('reads quotes, a byte order mark, other columns and any order; parents come first', () => {
    expect(
      read('\uFEFFcode,name,areaCode\r\n140428101,"鲍店镇",140428\r\n14,山西省,\r\n140428,"长子,县",1404\r\n\r\n'),
    ).toEqual([
      { code: '14', name: '山西省', level: 'province' },
      { code: '140428', name: '长子,县', level: 'county' },
      { code: '140428101', name: '鲍店镇', level: 'town' },
    ]);
  });

  it('counts a code that comes twice once', () => {
    expect(read('代码,名称\n14,山西\n14,山西省')).toEqual([{ code: '14', name: '山西省', level: 'province' }]);
  });

  it.each(['code,name\n14042,x', 'code,name\n14,', 'name\nx', 'code,name\n', 'code,name\n14,"x'])(
    'refuses %j',
    (text) => {
      expect(() => read(text)).toThrow(/[一-鿿]/);
    },
  );

  it('knows the levels by the length of the code', () => {
    expect(['14', '1404', '140428', '140428101', '140428101001', '1', '14042', 'ab'].map(levelOfCode)).toEqual([
      'province',
      'city',
      'county',
      'town',
      'village',
      null,
      null,
      null,
    ]);
    expect(codesAbove('140428101')).toEqual(['140428', '1404', '14']);
  });
});
