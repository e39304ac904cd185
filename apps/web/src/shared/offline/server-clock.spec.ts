import { describe, expect, it } from '@jest/globals';
import { ServerClock } from './server-clock.js';

const at = (ms: number): string => new Date(1_800_000_000_000 + ms).toISOString();

describe('the server clock', () => {
  it('knows nothing before the first reply', () => {
    expect(new ServerClock(() => 5).now()).toBeNull();
  });

  it('takes the middle of the round trip, and prefers tight samples to loose ones', () => {
    let local = 1000;
    const clock = new ServerClock(() => local);
    clock.sample(900, 1000, at(0));
    expect(clock.now()).toBe(1_800_000_000_050);
    clock.sample(0, 1000, at(90_000));
    expect(clock.now()).toBe(1_800_000_000_050);
    local = 3000;
    expect(clock.now()).toBe(1_800_000_002_050);
    clock.sample(2990, 3000, at(5000));
    expect(clock.now()).toBe(1_800_000_005_005);
  });

  it('takes any new sample after the phone slept', () => {
    const clock = new ServerClock(() => 1000);
    clock.sample(999, 1000, at(0));
    clock.distrust();
    clock.sample(0, 1000, at(60_000));
    expect(clock.now()).toBe(1_800_000_060_500);
  });

  it('assumes a time only until the server says one, however loosely', () => {
    const clock = new ServerClock(() => 1000);
    clock.assume(1_800_000_000_000);
    expect(clock.now()).toBe(1_800_000_000_000);
    clock.sample(0, 1000, at(60_000));
    expect(clock.now()).toBe(1_800_000_060_500);
    clock.assume(5);
    expect(clock.now()).toBe(1_800_000_060_500);
  });
});
