/** The detail of an audit entry as one line: 「rows: 163 · reason: 核对社保」. Nested values stay JSON. */
export function detailText(detail: unknown): string {
  if (detail === null || detail === undefined) return '—';
  if (typeof detail === 'string') return detail;
  if (typeof detail !== 'object') return JSON.stringify(detail);
  return Object.entries(detail)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
}
