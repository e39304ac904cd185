import { describe, expect, it } from '@jest/globals';
import { csvCell, toCsv } from './csv.js';

describe('csvCell', () => {
  it.each(['=1+1', '+861380000', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])('disarms %j', (text) => {
    expect(csvCell(text).replace(/^"/u, '')).toMatch(/^'/u);
  });
  it('leaves plain text and numbers alone', () => {
    expect([csvCell('赵树林'), csvCell(-3), csvCell(null), csvCell(undefined)]).toEqual(['赵树林', '-3', '', '']);
  });
  it('quotes separators, quotes and line breaks', () => {
    expect(csvCell('a,"b"\n')).toBe('"a,""b""\n"');
  });
});

describe('toCsv', () => {
  it('starts with a byte-order mark and ends each line with CRLF', () => {
    expect(toCsv(['姓名', '账号'], [['赵树林', '13800000000']])).toBe('\uFEFF姓名,账号\r\n赵树林,13800000000\r\n');
  });
});
