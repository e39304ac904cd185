import { describe, expect, it } from '@jest/globals';
import { numberStyle, numberText } from './number-format.js';

describe('numbers as a person sees them', () => {
  it.each<[number, string | undefined, number, string]>([
    [5, undefined, 0, '5'],
    [0.1 + 0.2, undefined, 0, '0.3'],
    [1e21, undefined, 0, '1e+21'],
    [0.5, undefined, 9, '50%'],
    [0.125, '0.0%', 170, '12.5%'],
    [7, '000', 170, '007'],
    [1, '0.0', 170, '1.0'],
    [1.5, undefined, 2, '1.50'],
    [1.125, '0.0', 170, '1.125'],
    [-3, '00', 170, '-03'],
    [1234, '#,##0', 170, '1234'],
    [3, 'General', 170, '3'],
    [3, '@', 170, '3'],
    [3, '0_ ;[Red]\\-0\\ ', 170, '3'],
    [45_000, undefined, 14, '2023-03-15'],
    [45_000, 'yyyy"年"m"月"d"日"', 170, '2023-03-15'],
    [45_000, '[$-804]yyyy/m/d;@', 170, '2023-03-15'],
    [45_000.5, 'yyyy/m/d h:mm', 170, '2023-03-15 12:00'],
    [45_000, 'yyyy/m/d h:mm', 170, '2023-03-15'],
    [0.75, 'h:mm', 170, '18:00'],
    [0.75, '[h]:mm:ss', 170, '18:00'],
    [45_000, undefined, 31, '2023-03-15'],
    [Number.NaN, undefined, 0, ''],
    [1e12, undefined, 14, ''],
  ])('%s with format %s (%s) is «%s»', (value, code, id, text) => {
    expect(numberText(value, numberStyle(id, code))).toBe(text);
  });

  it('knows the calendar of old Macs', () => {
    expect(numberText(0, numberStyle(14, undefined), true)).toBe('1904-01-01');
  });
});
