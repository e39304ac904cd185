/**
 * A stopwatch of this process's CPU time, in milliseconds: what a bound on slow code should be measured by, as a wall
 * clock also counts what others do on the machine.
 */
export function startCpuClock(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}

/**
 * Milliseconds of CPU that `run` costs, the best of five: neither what else the machine does nor a collection of garbage
 * that happens to come along is its fault. Ends early once a run costs no more than `enough`.
 */
export function bestCpuMs(run: () => unknown, enough: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 5 && best > enough; turn += 1) {
    const spent = startCpuClock();
    run();
    best = Math.min(best, spent());
  }
  return best;
}
