/**
 * Milliseconds of CPU that `run` costs, the best of five: neither what else the machine does nor a collection of garbage
 * that happens to come along is its fault. Ends early once a run costs no more than `enough`.
 */
export function bestCpuMs(run: () => unknown, enough: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 5 && best > enough; turn += 1) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
