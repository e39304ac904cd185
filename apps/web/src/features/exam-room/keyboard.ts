export type KeyAction =
  { kind: 'choose'; index: number } | { kind: 'move'; by: 1 | -1 } | { kind: 'next' } | { kind: 'sheet' };

/** What a key does in the exam (ui.md §6): 1-6 or A-F choose, ← → move, Enter next, G answer sheet. `null`: not ours. */
export function keyAction(
  event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean },
  options: number,
): KeyAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === 'ArrowLeft') return { kind: 'move', by: -1 };
  if (event.key === 'ArrowRight') return { kind: 'move', by: 1 };
  if (event.key === 'Enter') return { kind: 'next' };
  if (/^g$/i.test(event.key)) return { kind: 'sheet' };
  const index = /^[1-6]$/.test(event.key)
    ? Number(event.key) - 1
    : /^[a-f]$/i.test(event.key)
      ? event.key.toLowerCase().charCodeAt(0) - 97
      : -1;
  return index >= 0 && index < options ? { kind: 'choose', index } : null;
}

/** The choice after a tap on `id`: one of a kind replaces, multiple toggles and keeps the order of the options. */
export function choiceAfter(
  type: string,
  options: readonly { id: string }[],
  choice: readonly string[],
  id: string,
): string[] {
  if (type !== 'multiple') return [id];
  const wanted = new Set(choice);
  if (!wanted.delete(id)) wanted.add(id);
  return options.map((option) => option.id).filter((option) => wanted.has(option));
}
