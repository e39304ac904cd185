/**
 * Puts together what is linked, directly or through others: for each place of `links` the name of its group, or null for one
 * that shares no link with another. Groups are named by one of their links; the same links in the same order give the same
 * names.
 */
export function joinedGroups(links: readonly (readonly string[])[]): (string | null)[] {
  const parent = links.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] ?? at;
    parent[index] = at;
    return at;
  };
  const firstWith = new Map<string, number>();
  links.forEach((own, index) => {
    for (const link of own) {
      const first = firstWith.get(link);
      if (first === undefined) firstWith.set(link, index);
      else {
        const [low, high] = [root(first), root(index)].sort((a, b) => a - b) as [number, number];
        parent[high] = low;
      }
    }
  });
  const sizes = new Map<number, number>();
  links.forEach((_, index) => sizes.set(root(index), (sizes.get(root(index)) ?? 0) + 1));
  return links.map((_, index) => ((sizes.get(root(index)) ?? 0) > 1 ? (links[root(index)]?.[0] ?? null) : null));
}
