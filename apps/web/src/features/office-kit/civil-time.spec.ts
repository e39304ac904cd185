import { describe, expect, it } from '@jest/globals';
import { civilToInstant, dayAfter, instantToCivil, today } from './civil-time.js';

describe('the wall clock of Asia/Shanghai', () => {
  it('goes there and back whatever the zone of the machine', () => {
    expect(civilToInstant('2026-11-30T09:05')).toBe('2026-11-30T01:05:00.000Z');
    expect(instantToCivil('2026-11-30T16:30:00.000Z')).toBe('2026-12-01T00:30');
  });
  it('ends a day at midnight', () => {
    expect(dayAfter('2026-12-31')).toBe('2026-12-31T16:00:00.000Z');
  });
  it('knows which day it is', () => {
    expect(today(Date.parse('2026-11-29T16:00:00Z'))).toBe('2026-11-30');
  });
});
