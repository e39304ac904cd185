interface Place {
  key: string;
  read: boolean;
}

/** The key of the section at which reading goes on: the first unread one, else the first. */
export function firstUnreadKey(sections: readonly Place[]): string | undefined {
  return (sections.find((section) => !section.read) ?? sections[0])?.key;
}

/**
 * The section an address names, else the one at `startKey`, else the first. Always one of `sections` itself: they are read anew from
 * the server while the page is open, and a section of before would have no place among them.
 */
export function sectionAt<T extends Place>(
  sections: readonly T[],
  key: string,
  startKey: string | undefined,
): T | undefined {
  return (
    sections.find((section) => section.key === key) ??
    sections.find((section) => section.key === startKey) ??
    sections[0]
  );
}
