import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

/** The definition: sorted by UTF-16 code units, everything else as JSON.stringify has it. */
function byDefinition(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(byDefinition).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  return `{${Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${byDefinition(item)}`)
    .join(',')}}`;
}

describe('canonical JSON', () => {
  it('A10 says of any value what its definition says, so that hashes of before still hold', () => {
    const key = fc.oneof(fc.string({ unit: 'binary' }), fc.nat(200).map(String));
    const value = fc.object({
      key,
      values: [fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null)],
    });
    fc.assert(
      fc.property(value, (any) => {
        expect(canonicalJson(any)).toBe(byDefinition(any));
      }),
      { numRuns: Number(process.env['ZHIAN_RUNS'] ?? 200) },
    );
  });

  it.each([
    [{ 10: 'AC', 9: 'B', a: undefined }, '{"10":"AC","9":"B"}'],
    ['甲"\\\n\u2028', '"甲\\"\\\\\\n\u2028"'],
    [[undefined, Number.NaN, -0, 1e21], '[null,null,0,1e+21]'],
    [undefined, 'null'],
  ])('%j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
});
