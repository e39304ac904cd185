export const SUPERSCRIPT = pairs('0123456789+-=()n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ');
export const SUBSCRIPT = pairs('0123456789+-=()', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎');

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  const targets = [...to];
  return new Map([...from].map((char, index) => [char, targets[index] ?? char]));
}

/** 10² written as a raised 2 must not become 102: the whole run turns into Unicode if Unicode has all its signs. */
export function raised(text: string, map: ReadonlyMap<string, string>): string {
  const chars = [...text];
  return chars.every((char) => map.has(char)) ? chars.map((char) => map.get(char)).join('') : text;
}
