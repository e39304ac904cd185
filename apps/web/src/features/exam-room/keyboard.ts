export type KeyAction =
  | { kind: 'choose'; index: number }
  | { kind: 'move'; by: 1 | -1 }
  | { kind: 'next' }
  | { kind: 'mark' }
  | { kind: 'sheet' };

const named: Readonly<Record<string, KeyAction>> = {
  arrowleft: { kind: 'move', by: -1 },
  arrowright: { kind: 'move', by: 1 },
  enter: { kind: 'next' },
  g: { kind: 'sheet' },
  m: { kind: 'mark' },
};

/**
 * What a key does in the exam (ui.md §6): 1-8 or A-H choose, ← → move, Enter next, M mark, G answer sheet. G never chooses, however
 * many options there are: a seventh option is 7, and who looks for the sheet changes no answer. `null`: not ours.
 */
export function keyAction(
  event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean },
  options: number,
): KeyAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const key = event.key.toLowerCase();
  const action = named[key];
  if (action) return action;
  const index = /^[1-8]$/.test(key) ? Number(key) - 1 : /^[a-h]$/.test(key) ? key.charCodeAt(0) - 97 : -1;
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
