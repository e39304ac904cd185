interface Refusal {
  readonly stem: string;
  readonly message: string;
}

/** Questions refused for one reason, with a few of their stems. */
export interface RefusedGroup {
  readonly message: string;
  readonly n: number;
  readonly few: readonly string[];
}

const STEMS_SHOWN = 3;

/** One line per reason in place of one per question: ninety shared ones are refused for the same. The most frequent first. */
export function groupRefusals(refusals: readonly Refusal[]): RefusedGroup[] {
  const stems = new Map<string, string[]>();
  for (const { message, stem } of refusals) stems.set(message, [...(stems.get(message) ?? []), stem]);
  return [...stems]
    .map(([message, all]) => ({ message, n: all.length, few: all.slice(0, STEMS_SHOWN) }))
    .sort((a, b) => b.n - a.n);
}
