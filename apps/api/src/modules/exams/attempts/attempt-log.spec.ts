import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LOG_GENESIS, firstFault, hashOfEvent } from './attempt-log.js';

type Row = Parameters<typeof firstFault>[0][number];

function chainOf(payloads: readonly unknown[]): Row[] {
  let prevHash = LOG_GENESIS;
  return payloads.map((data, index) => {
    const event = {
      attemptId: 'a1',
      seq: index + 1,
      at: new Date(1_763_800_000_000 + index).toISOString(),
      kind: 'started',
      data,
      prevHash,
    };
    prevHash = hashOfEvent(event);
    return { ...event, hash: prevHash };
  });
}

describe('A10 hash chain of an attempt (pure part)', () => {
  it('holds for every chain, whatever the order of keys that jsonb gives back', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 30 }), (payloads) => {
        const shuffled = chainOf(payloads).map((row) => ({
          ...row,
          data: Object.fromEntries(Object.entries(row.data as object).toReversed()),
        }));
        expect(firstFault(shuffled)).toBeNull();
      }),
    );
  });

  it('names the first row that was changed, removed, inserted or swapped', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 3, maxLength: 20 }),
        fc.nat(),
        fc.constantFrom('change', 'remove', 'insert', 'swap'),
        (numbers, pick, how) => {
          const rows = chainOf(numbers.map((n) => ({ n })));
          const at = pick % (rows.length - 1);
          const row = rows[at] as Row;
          if (how === 'change') rows[at] = { ...row, data: { n: 'other' } };
          if (how === 'remove') rows.splice(at, 1);
          if (how === 'insert') rows.splice(at, 0, { ...row, data: { n: 'new' } });
          if (how === 'swap') [rows[at], rows[at + 1]] = [rows[at + 1] as Row, row];
          expect(firstFault(rows)).toBe(at);
        },
      ),
    );
  });

  it('begins with the genesis and numbers without gaps, also when somebody computes the hashes anew', () => {
    const [first, second] = chainOf([{ n: 1 }, { n: 2 }]) as [Row, Row];
    const rehashed = (row: Row): Row => ({ ...row, hash: hashOfEvent(row) });
    expect(LOG_GENESIS).toMatch(/^0{64}$/);
    expect(firstFault([first, second])).toBeNull();
    expect(firstFault([rehashed({ ...first, prevHash: '1'.repeat(64) })])).toBe(0);
    expect(firstFault([first, rehashed({ ...second, seq: 3 })])).toBe(1);
    expect(firstFault([first, rehashed({ ...second, prevHash: LOG_GENESIS })])).toBe(1);
    expect(firstFault([{ ...first, hash: '1'.repeat(64) }])).toBe(0);
  });
});
