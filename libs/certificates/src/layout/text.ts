import { fontFor, type CertificateFonts, type Face } from './fonts.js';
import type { TextOperation } from './operations.js';

export interface TextStyle {
  readonly face: Face;
  readonly size: number;
  readonly color: string;
  /** Added after each character, in points. */
  readonly spacing?: number;
}

/** Width in points of a text drawn in one line, spacing after the last character included. */
export function widthOf(text: string, style: TextStyle, fonts: CertificateFonts): number {
  let width = 0;
  for (const character of text) {
    const font = fontFor(character, style.face, fonts) ?? fonts[style.face];
    width += (font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth / font.unitsPerEm) * style.size;
    width += style.spacing ?? 0;
  }
  return width;
}

/** Operations for one line of text; a run is cut where a character needs another font of the chain. */
export function drawText(
  text: string,
  x: number,
  baseline: number,
  style: TextStyle,
  fonts: CertificateFonts,
): TextOperation[] {
  const operations: TextOperation[] = [];
  let run = '';
  let font = 0;
  let at = x;
  const flush = () => {
    if (run === '') return;
    const { face, size, color, spacing = 0 } = style;
    operations.push({ kind: 'text', text: run, x: at, baseline, face, font, size, color, spacing });
    at += widthOf(run, style, fonts);
    run = '';
  };
  for (const character of text) {
    const found = fontFor(character, style.face, fonts);
    const index = Math.max(0, found === undefined ? 0 : fonts.chains[style.face].indexOf(found));
    if (index !== font) flush();
    font = index;
    run += character;
  }
  flush();
  return operations;
}

/** One line with its middle at `center`. */
export function drawCentered(
  text: string,
  center: number,
  baseline: number,
  style: TextStyle,
  fonts: CertificateFonts,
): TextOperation[] {
  // The spacing behind the last character is not part of what the eye centres.
  const width = widthOf(text, style, fonts) - (style.spacing ?? 0);
  return drawText(text, center - width / 2, baseline, style, fonts);
}

/** The style, made smaller until the text fits the width, but never below `smallest` points. */
export function shrinkToFit(
  text: string,
  style: TextStyle,
  width: number,
  smallest: number,
  fonts: CertificateFonts,
): TextStyle {
  const needed = widthOf(text, style, fonts) - (style.spacing ?? 0);
  if (needed <= width) return style;
  const factor = Math.max(width / needed, smallest / style.size);
  // Rounded down to 1/100 pt, so that the page does not depend on the last bits of a division.
  const size = Math.floor(style.size * factor * 100) / 100;
  return { ...style, size, spacing: ((style.spacing ?? 0) * size) / style.size };
}
