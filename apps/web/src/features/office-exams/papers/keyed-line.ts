/** What a typist enters for one question of a paper sheet. Pure. */

export interface KeyingSlot {
  readonly slot: number;
  readonly type: 'single' | 'multiple' | 'true_false';
  /** How many letters are printed. */
  readonly options: number;
}

export type ReadLine =
  | { readonly choice: readonly string[] }
  | { readonly problem: 'nothing' | 'letter' | 'judgement' | 'one' | 'twice'; readonly letters: string };

const RIGHT = new Set(['T', 'Y', '√', '✓', '对', '正确', '1']);
const WRONG = new Set(['F', 'N', 'X', '×', '错', '错误', '0']);

/** The letters that stand on the sheet: A–D. */
export const lettersOf = (slot: KeyingSlot): string => 'ABCDEFGH'.slice(0, slot.options);

/** «acd» → A, C, D; «-» → blank; a judgement also as T/F, 对/错, 1/0. Wide letters of Chinese keyboards are read as plain ones. */
export function readLine(slot: KeyingSlot, typed: string): ReadLine {
  const letters = lettersOf(slot);
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s,、，]/g, '');
  if (text === '') return { problem: 'nothing', letters };
  if (/^[-—–－]+$/.test(text)) return { choice: [] };
  if (slot.type === 'true_false') {
    if (RIGHT.has(text)) return { choice: ['A'] };
    if (WRONG.has(text)) return { choice: ['B'] };
  }
  const given = [...text];
  if (given.some((letter) => !letters.includes(letter)))
    return { problem: slot.type === 'true_false' ? 'judgement' : 'letter', letters };
  if (new Set(given).size < given.length) return { problem: 'twice', letters };
  if (slot.type !== 'multiple' && given.length > 1) return { problem: 'one', letters };
  return { choice: given.sort() };
}

/** As shown in lists: ACD, «空» for blank, a judgement as its box on the sheet says it. */
export function sayChoice(
  slot: Pick<KeyingSlot, 'type'> | undefined,
  choice: readonly string[],
  blank: string,
): string {
  if (choice.length === 0) return blank;
  if (slot?.type !== 'true_false') return choice.join('');
  return choice[0] === 'A' ? '正确' : '错误';
}
