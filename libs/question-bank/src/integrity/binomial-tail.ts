/**
 * Chance of at least `least` successes in independent trials of different chances (the Poisson binomial distribution), exact:
 * the trials are folded in one after the other, all outcomes from `least` on in one place.
 * Source: R. E. Barlow and K. D. Heidtmann, «Computing k-out-of-n system reliability», IEEE Transactions on Reliability 33 (1984),
 * 322-323.
 *
 * @param chances of the single trials, each 0-1
 * @param least whole, 0 or more
 * @returns 0-1
 */
export function chanceOfAtLeast(chances: readonly number[], least: number): number {
  if (least <= 0) return 1;
  if (least > chances.length) return 0;
  // exactly[k]: the chance of k successes so far; the last place: of `least` or more.
  const exactly = new Float64Array(least + 1);
  exactly[0] = 1;
  for (const [trial, chance] of chances.entries()) {
    for (let k = Math.min(trial + 1, least); k > 0; k -= 1) {
      const stays = k === least ? 1 : 1 - chance;
      exactly[k] = (exactly[k] ?? 0) * stays + (exactly[k - 1] ?? 0) * chance;
    }
    exactly[0] = (exactly[0] ?? 0) * (1 - chance);
  }
  return Math.min(1, exactly[least] ?? 0);
}
