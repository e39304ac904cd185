const grouped = new Intl.NumberFormat('en-US');

/** Integer hundredths of a point as text: 8050 → 「80.5」, 10000 → 「100」. */
export function pointsText(hundredths: number): string {
  const sign = hundredths < 0 ? '−' : '';
  const all = Math.abs(Math.round(hundredths));
  const rest = all % 100;
  const tail = rest === 0 ? '' : `.${String(rest).padStart(2, '0').replace(/0$/, '')}`;
  return `${sign}${grouped.format(Math.floor(all / 100))}${tail}`;
}

/** Thousands by comma (ui.md §4). */
export function countText(value: number): string {
  return grouped.format(value);
}

/** A share floored to one decimal, so that nothing short of all reads 100 % (contract 16); `null` when nobody is due. */
export function shareText(numerator: number, denominator: number): string | null {
  if (denominator <= 0) return null;
  if (numerator >= denominator) return '100%';
  return `${(Math.floor((numerator * 1000) / denominator) / 10).toFixed(1)}%`;
}

/**
 * Width of a bar in percent. A bar that is not full keeps a visible gap (at most 99), and one that is not empty keeps a
 * visible start (at least 1), so that no rounding makes 99.96 % look like all (contract.md 16).
 */
export function barWidth(met: number, due: number): number {
  if (due <= 0 || met <= 0) return 0;
  if (met >= due) return 100;
  return Math.min(99, Math.max(1, (met * 100) / due));
}
