import { describe, expect, it } from '@jest/globals';
import { creditCodeProblem } from './credit-code.js';

// A code whose body is invented; the check character is computed in the test, by the standard's formula written anew.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
function complete(body: string): string {
  let weight = 1;
  let sum = 0;
  for (const sign of body) {
    sum += alphabet.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return body + alphabet[(31 - (sum % 31)) % 31];
}

describe('creditCodeProblem', () => {
  it('accepts a right check character and refuses every other', () => {
    const right = complete('91999999MA0XXXX12');
    expect(creditCodeProblem(right)).toBeNull();
    expect(creditCodeProblem(right.toLowerCase())).toBeNull();
    const others = [...alphabet].filter((sign) => sign !== right[17]);
    expect(others.map((sign) => creditCodeProblem(right.slice(0, 17) + sign))).toEqual(others.map(() => 'credit.bad'));
  });
  it('names length and signs that do not occur', () => {
    expect(creditCodeProblem('123')).toBe('credit.length');
    expect(creditCodeProblem('91999999MA0XXXXIO1')).toBe('credit.length');
  });
});
