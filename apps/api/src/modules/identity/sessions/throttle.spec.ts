import { describe, expect, it } from '@jest/globals';
import { sourceOf, waitSeconds } from './throttle.js';

const at = Date.parse('2026-11-23T00:00:00Z');
const failures = (pair: number, source = pair) => ({
  pair,
  pairLastAt: pair ? at : null,
  source,
  sourceLastAt: source ? at : null,
});

describe('A28 waits', () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [10, 32],
    [13, 256],
    [14, 300],
    [100, 300],
  ])('%i failures of one login from one source wait %i s', (count, seconds) => {
    expect(waitSeconds(failures(count, 0), at)).toBe(seconds);
  });

  it.each([
    [59, 0],
    [60, 1],
    [75, 2],
    [110, 32],
    [500, 60],
  ])('%i failures of a source over many logins wait %i s', (count, seconds) => {
    expect(waitSeconds(failures(0, count), at)).toBe(seconds);
  });

  it('the wait runs from the last failure', () => {
    expect(waitSeconds(failures(6), at + 1001)).toBe(1);
    expect(waitSeconds(failures(6), at + 2000)).toBe(0);
  });
});

describe('A28 sources', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is %s', (ip, source) => {
    expect(sourceOf(ip)).toBe(source);
  });
});
