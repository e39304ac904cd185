import * as P from './patterns.js';

/** The number a line begins with, and how it is written. */
export interface NumberMark {
  number: number;
  /** `strong` «1.», `paren` «(1)», `weak` «1 ». */
  style: 'strong' | 'paren' | 'weak';
  /** A figure follows the point at once: «1.5» may be a number of a question only where it is the next one. */
  isFigure: boolean;
  /** What stood in a bracket before it. */
  bracket: string;
  /** Length of the mark. */
  length: number;
}

/** @param folded the line in its narrow form, trimmed */
export function numberMark(folded: string): NumberMark | null {
  const strong = P.NUMBER_STRONG.exec(folded);
  if (strong !== null) {
    const [whole, bracket = '', digits = '', sign = ''] = strong;
    const isFigure = /^[.:、]$/u.test(sign) && !/\s$/u.test(whole) && /^\d/u.test(folded.slice(whole.length));
    return { number: Number(digits), style: 'strong', isFigure, bracket: bracket.trim(), length: whole.length };
  }
  for (const [pattern, style] of [
    [P.NUMBER_SQUARE, 'strong'],
    [P.NUMBER_PAREN, 'paren'],
    [P.NUMBER_WEAK, 'weak'],
  ] as const) {
    const found = pattern.exec(folded);
    if (found !== null) {
      return { number: Number(found[1]), style, isFigure: false, bracket: '', length: found[0].length };
    }
  }
  return null;
}
