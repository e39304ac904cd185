/** Keys of details that a reader can use, in the words of the page; ids, hashes and sizes are for the full record. */
type NameOf = (key: string) => string | undefined;

/** What an entry says, as one line of named figures: 「行数 163 · 原因 核对社保」. Nothing a reader could use gives 「—」. */
export function detailText(detail: unknown, nameOf: NameOf): string {
  if (detail === null || detail === undefined) return '—';
  if (typeof detail === 'string') return detail;
  if (typeof detail !== 'object') return JSON.stringify(detail);
  const parts = Object.entries(detail).flatMap(([key, value]) => {
    const name = nameOf(key);
    return name === undefined || value === null || typeof value === 'object' ? [] : [`${name} ${String(value)}`];
  });
  return parts.join(' · ') || '—';
}

/** Every member of a detail, for who checks the record: 「rows: 163, ids: ["a"]」. */
export function fullDetail(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return '';
  return Object.entries(detail)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
}
