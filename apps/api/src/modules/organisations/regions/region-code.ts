export const REGION_LEVELS = ['province', 'city', 'county', 'town', 'village'] as const;
export type RegionLevel = (typeof REGION_LEVELS)[number];

const LENGTHS = [2, 4, 6, 9, 12] as const;

/** The level that a code's length speaks of; null for what is no code of GB/T 2260 or its extension to towns and villages. */
export function levelOfCode(code: string): RegionLevel | null {
  if (!/^\d+$/.test(code)) return null;
  return REGION_LEVELS[LENGTHS.findIndex((length) => length === code.length)] ?? null;
}

/** The codes above, nearest first: 140428101 → 140428, 1404, 14. */
export function codesAbove(code: string): string[] {
  return LENGTHS.filter((length) => length < code.length)
    .map((length) => code.slice(0, length))
    .toReversed();
}
