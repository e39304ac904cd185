/**
 * Chances of many comparisons, each corrected for how many there were, by Holm's step-down method: whoever looks only at those
 * of at most α sees even one wrong finding with a chance of at most α, however the comparisons depend on each other.
 * Source: S. Holm, «A simple sequentially rejective multiple test procedure», Scandinavian Journal of Statistics 6 (1979), 65-70.
 *
 * @param chances the smallest of them at least, in any order; those left out count as larger than all of these
 * @param comparisons how many were made, at least as many as `chances`
 * @returns the corrected chances, 0-1, in the order given
 */
export function holmCorrected(chances: readonly number[], comparisons: number): number[] {
  const order = chances.map((_, index) => index).sort((a, b) => (chances[a] ?? 1) - (chances[b] ?? 1));
  const corrected = Array.from(chances, () => 1);
  let least = 0;
  for (const [rank, index] of order.entries()) {
    least = Math.max(least, Math.min(1, (comparisons - rank) * (chances[index] ?? 1)));
    corrected[index] = least;
  }
  return corrected;
}
