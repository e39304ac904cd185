import {
  breakLines,
  drawLine,
  drawText,
  widthOf,
  type CertificateFonts,
  type DrawOperation,
  type TextStyle,
} from '@zhian/certificates';
import { drawableText } from '../../../../platform/fonts/drawable-text.js';

export interface TextBox {
  readonly x: number;
  /** Of the first line. */
  readonly baseline: number;
  readonly width: number;
  readonly lines: number;
  readonly style: TextStyle;
}

const LEADING = 1.3;
const ELLIPSIS = '…';

/** A text in at most so many lines, the last one ending in an ellipsis when it goes on; and where the next text may begin. */
export function textBlock(
  given: string,
  box: TextBox,
  fonts: CertificateFonts,
): { readonly operations: DrawOperation[]; readonly next: number } {
  const { x, width, style } = box;
  const step = style.size * LEADING;
  const text = drawableText(given, fonts);
  const all = breakLines([{ text, style }], width, 0, fonts);
  const shown = all.slice(0, box.lines);
  const next = box.baseline + shown.length * step;
  if (all.length <= box.lines)
    return { operations: shown.flatMap((line, index) => drawLine(line, x, box.baseline + index * step, fonts)), next };
  const last =
    shown
      .at(-1)
      ?.units.map(({ text: unit }) => unit)
      .join('') ?? '';
  return {
    operations: [
      ...shown.slice(0, -1).flatMap((line, index) => drawLine(line, x, box.baseline + index * step, fonts)),
      ...drawText(shortened(last, width, style, fonts), x, next - step, style, fonts),
    ],
    next,
  };
}

function shortened(text: string, width: number, style: TextStyle, fonts: CertificateFonts): string {
  const characters = [...text];
  while (characters.length > 0 && widthOf(characters.join('') + ELLIPSIS, style, fonts) > width) characters.pop();
  return characters.join('') + ELLIPSIS;
}
