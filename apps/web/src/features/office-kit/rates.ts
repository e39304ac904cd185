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
