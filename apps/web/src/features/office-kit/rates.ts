/** People still missing; never negative. */
export function gapOf(row: { readonly due: number; readonly met: number }): number {
  return Math.max(0, row.due - row.met);
}

/**
 * The worst first: by share of the gap, then by people, then by name, so that the order is the same on every machine.
 * Rows where nobody is due stand last.
 */
export function byGap<T extends { readonly due: number; readonly met: number; readonly name: string }>(
  rows: readonly T[],
): T[] {
  const share = (row: T): number => (row.due <= 0 ? -1 : gapOf(row) / row.due);
  return [...rows].sort(
    (a, b) => share(b) - share(a) || gapOf(b) - gapOf(a) || a.name.localeCompare(b.name, 'zh-Hans-CN'),
  );
}

/** Step of the heat map: 0 when nobody is missing, then by the share of the gap, the largest 5 (ui.md §10). */
export function gapClass(row: { readonly due: number; readonly met: number }): 0 | 1 | 2 | 3 | 4 | 5 {
  const gap = gapOf(row);
  if (gap === 0) return 0;
  const steps = [15, 35, 70, 120] as const;
  const found = steps.findIndex((perMille) => gap * 1000 < perMille * row.due);
  return found < 0 ? 5 : ((found + 1) as 1 | 2 | 3 | 4);
}
