import { normaliseOption, trimEndOf } from '../model/normalise.js';
import { optionLabel } from '../model/question.js';

const PREFIX = /^(?:正确答案|标准答案|参考答案|答案|选)(?:是|为)?\s*[::]?\s*/;
const LETTER_SEPARATORS = /[\s,,、;;|/.。·・和及与&+]+/g;
const TEXT_SEPARATORS = /\*\*|##|\n|[|;;]/;
const LIST_SEPARATORS = /[,,、]/;
const BRACKETS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '【': '】' };

/** The texts of eight options of a thousand characters, with what separates them. */
const LONGEST_ANSWER = 9000;

/** The answer as written, narrow, without «正确答案» in front and the full stop behind. */
export function bareAnswer(text: string): string {
  const plain = text.normalize('NFKC').trim().replace(PREFIX, '');
  const closing = BRACKETS[plain[0] ?? ''];
  const inner = closing !== undefined && plain.endsWith(closing) ? plain.slice(1, -1).trim() : plain;
  return trimEndOf(inner, ' \t\r\n。.');
}

/**
 * Labels an answer names: `ABD`, `A,B,D`, `A、B`, `A|B`, full width, `正确答案ABD`, or the text of the options. Sorted,
 * each once; letters may lie beyond the options (the caller says so). Null when it is neither. Plain numbers are taken
 * only as option texts: «2» could be the second option or the option that says 2.
 */
export function parseChoice(text: string, optionTexts: readonly string[]): string[] | null {
  if (text.length > LONGEST_ANSWER) return null;
  const bare = bareAnswer(text);
  if (bare === '') return null;
  const letters = bare.replace(LETTER_SEPARATORS, '');
  if (/^[A-Za-z]+$/.test(letters) && (letters.length <= 8 || !/[a-z]/.test(letters))) {
    return [...new Set(letters.toUpperCase())].sort();
  }
  const known = new Map(optionTexts.map((option, index) => [normaliseOption(option), optionLabel(index)]));
  // The answer may repeat the option with its letter: «B.专职人员».
  const labelled = /^([A-Ha-h])\s*[.、:,]\s*(\S.*)$/s.exec(bare);
  if (labelled?.[1] !== undefined && known.get(normaliseOption(labelled[2] ?? '')) === labelled[1].toUpperCase()) {
    return [labelled[1].toUpperCase()];
  }
  for (const parts of [[text.trim()], [bare], bare.split(TEXT_SEPARATORS), bare.split(LIST_SEPARATORS)]) {
    const labels = parts.filter((part) => part.trim() !== '').map((part) => known.get(normaliseOption(part)));
    if (labels.length > 0 && labels.every((label) => label !== undefined))
      return [...new Set(labels as string[])].sort();
  }
  return null;
}
