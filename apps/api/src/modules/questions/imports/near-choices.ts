/**
 * What becomes of a question that says nearly what another says. skip: not imported. own: imported, and never taken for a
 * duplicate again. group: imported, and no paper holds two of the group. Without a choice the bank finds the group itself.
 */
export const NEAR_CHOICES = ['skip', 'own', 'group'] as const;
export type NearChoice = (typeof NEAR_CHOICES)[number];

/** A row that hangs together with others. `new`: the first of a group that the bank has nothing of; nobody chooses for it. */
export interface NearRow {
  readonly seq: number;
  readonly kind: 'new' | 'near';
  readonly id: string;
  readonly group: number;
  /** Questions of the bank. */
  readonly ids: readonly string[];
  readonly reason: string;
  readonly similarity: number;
}

export interface NearGroupToStore {
  readonly own: string[];
  readonly bank: string[];
  readonly reason: string;
  readonly similarity: number;
}

/** Groups of those that are to be one, from the rows whose questions are stored. */
export function groupsOf(rows: readonly NearRow[], choiceOf: (row: NearRow) => NearChoice | null): NearGroupToStore[] {
  return [...byGroup(rows)].flatMap((members) => {
    const joined = members.filter((row) => row.kind === 'new' || choiceOf(row) === 'group');
    const bank = [...new Set(joined.flatMap((row) => row.ids))];
    const [first] = joined;
    if (!first || joined.length + bank.length < 2) return [];
    const { reason, similarity } = first;
    return [{ own: joined.map((row) => row.id), bank, reason, similarity }];
  });
}

/**
 * Pairs that are told apart: each row that stands for itself, and everything of its group. null when they are more than
 * `most`: long lists that differ in a number would name each other by the million.
 */
export function pairsOf(
  rows: readonly NearRow[],
  choiceOf: (row: NearRow) => NearChoice | null,
  most: number,
): [string, string][] | null {
  const pairs = new Map<string, [string, string]>();
  for (const members of byGroup(rows)) {
    for (const row of members) {
      if (row.kind !== 'near' || choiceOf(row) !== 'own') continue;
      for (const other of [...members.map(({ id }) => id), ...row.ids]) {
        if (other === row.id) continue;
        const pair: [string, string] = row.id < other ? [row.id, other] : [other, row.id];
        pairs.set(pair.join(' '), pair);
        if (pairs.size > most) return null;
      }
    }
  }
  return [...pairs.values()];
}

function byGroup(rows: readonly NearRow[]): Iterable<NearRow[]> {
  const groups = new Map<number, NearRow[]>();
  for (const row of rows) {
    const members = groups.get(row.group);
    if (members) members.push(row);
    else groups.set(row.group, [row]);
  }
  return groups.values();
}
