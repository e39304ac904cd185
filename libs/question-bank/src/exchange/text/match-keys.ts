import { splitAnswers } from './key-lines.js';
import type { KeyEntry, KeyGroup, TextBlock, Zone } from './text-question.js';

export interface MatchedKeys {
  answers: Map<TextBlock, KeyEntry>;
  /** Questions whose number stands more than once, so that the list does not say which one is meant. */
  unclear: Set<TextBlock>;
  /** Answers that belong to no question. */
  unused: { row: number; number: number | null }[];
}

/**
 * Gives every question its answer from the list: by number where numbers are unique, else section by section. Two lists
 * for the same question or a count that does not fit are never guessed about.
 */
export function matchKeys({ blocks, keys }: Zone): MatchedKeys {
  const matched: MatchedKeys = { answers: new Map(), unclear: new Set(), unused: [] };
  const groups = keys.filter((group) => group.entries.length > 0 || group.sequences.length > 0);
  const numbered = blocks.filter((block) => block.number !== null);
  const entries = groups.flatMap((group) => group.entries);
  const isUnique = (numbers: readonly (number | null)[]): boolean => new Set(numbers).size === numbers.length;
  if (isUnique(numbered.map((block) => block.number)) && isUnique(entries.map((entry) => entry.number))) {
    byNumber(numbered, entries, matched);
  } else {
    for (const [group, members] of pairUp(groups, numbered, matched)) byNumber(members, group.entries, matched);
  }
  takeSequences(groups, blocks, matched);
  return matched;
}

function byNumber(blocks: readonly TextBlock[], entries: readonly KeyEntry[], matched: MatchedKeys): void {
  const byNumber = new Map<number | null, TextBlock[]>();
  for (const block of blocks) byNumber.set(block.number, [...(byNumber.get(block.number) ?? []), block]);
  for (const entry of entries) {
    const found = byNumber.get(entry.number) ?? [];
    const [block] = found;
    if (block === undefined) matched.unused.push({ row: entry.row, number: entry.number });
    else if (found.length > 1) for (const each of found) matched.unclear.add(each);
    else matched.answers.set(block, entry);
  }
}

/** Groups of answers with the runs of questions they belong to: the same type, else the same place in the order. */
function pairUp(
  groups: readonly KeyGroup[],
  blocks: readonly TextBlock[],
  matched: MatchedKeys,
): [KeyGroup, TextBlock[]][] {
  const runs: TextBlock[][] = [];
  for (const block of blocks) {
    if (runs.at(-1)?.[0]?.run === block.run) runs.at(-1)?.push(block);
    else runs.push([block]);
  }
  const withEntries = groups.filter((group) => group.entries.length > 0);
  const typeOf = (run: readonly TextBlock[]): string => run[0]?.section.stated.name ?? '';
  const names = withEntries.map((group) => group.stated.name);
  const byType = new Set(names).size === names.length && !names.includes('');
  if (byType && new Set(runs.map(typeOf)).size === runs.length) {
    return withEntries.map((group) => [group, runs.find((run) => typeOf(run) === group.stated.name) ?? []]);
  }
  if (withEntries.length === runs.length) return withEntries.map((group, index) => [group, runs[index] ?? []]);
  for (const block of blocks) matched.unclear.add(block);
  for (const { row, number } of withEntries.flatMap((group) => group.entries)) matched.unused.push({ row, number });
  return [];
}

/** «ABCDA BCDAB» without numbers, when it has just as many answers as there are questions it can belong to. */
function takeSequences(groups: readonly KeyGroup[], blocks: readonly TextBlock[], matched: MatchedKeys): void {
  for (const group of groups) {
    if (group.sequences.length === 0) continue;
    const sameType = blocks.filter((block) => block.section.stated.name === group.stated.name);
    const members = group.stated.name === '' ? blocks : sameType;
    const answers = splitAnswers(group.sequences.map((part) => part.text).join(' '), members.length);
    const isFree = members.every((block) => !matched.answers.has(block));
    if (answers === null || !isFree) {
      matched.unused.push(...group.sequences.map(({ row }) => ({ row, number: null })));
      continue;
    }
    const row = group.sequences[0]?.row ?? 1;
    members.forEach((block, index) => {
      matched.answers.set(block, { row, number: block.number, answer: answers[index] ?? '', explanation: '' });
    });
  }
}
