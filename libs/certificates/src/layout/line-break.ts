import type { CertificateFonts } from './fonts.js';
import type { TextOperation } from './operations.js';
import { drawText, widthOf, type TextStyle } from './text.js';

/** A stretch of a paragraph in one style. */
export interface Piece {
  readonly text: string;
  readonly style: TextStyle;
  /** Never broken, when it fits a line at all (names, enterprises, dates, a number with its unit). */
  readonly keep?: boolean;
  /** Stays on the line of the piece before it. */
  readonly glue?: boolean;
}

interface Unit {
  readonly text: string;
  readonly style: TextStyle;
  width: number;
  readonly space: boolean;
  readonly breakBefore: boolean;
}

export interface Line {
  readonly units: readonly Unit[];
  readonly indent: number;
}

/** Marks that may not begin or end a line (GB/T 15834; `line-break: strict`). */
const NO_START = /^[，。、；：？！）〕】》〉」』”’％%·…—,.;:?!)\]}]/;
const NO_END = /[（〔【《〈「『“‘([{]$/;
/** Full-width marks with a blank right half, which shrinks before another mark and at the end of a line. */
const BLANK_RIGHT = /[，。、；：）〕】》〉」』]$/;
const ANY_MARK = /^[，。、；：？！（）〔〕【】《》〈〉「」『』]/;
/** Words, figures and codes stay in one piece; everything else breaks between any two characters. */
const SEGMENT = /[A-Za-z0-9\u00C0-\u024F*@#&/\\+<>=_'’.:,%-]+|\s+|./gu;

/** Breaks pieces into lines of the width by measured widths; the first line begins after `indent` points. */
export function breakLines(pieces: readonly Piece[], width: number, indent: number, fonts: CertificateFonts): Line[] {
  const lines: Line[] = [];
  let line: Unit[] = [];
  let used = indent;
  const finish = () => {
    while (line.at(-1)?.space === true) line.pop();
    lines.push({ units: line, indent: lines.length === 0 ? indent : 0 });
    line = [];
    used = 0;
  };
  for (const chunk of chunksOf(unitsOf(pieces, width, fonts))) {
    const needed = hangingWidth(chunk);
    if (used + needed > width + 0.001 && line.some((unit) => !unit.space)) finish();
    // A chunk wider than a line (a long word stuck to a mark) is broken where it must be.
    for (const unit of chunk) {
      if (needed > width && used + unit.width > width && line.length > 0) finish();
      if (unit.space && line.length === 0) continue;
      line.push(unit);
      used += unit.width;
    }
  }
  if (line.length > 0) finish();
  return lines;
}

function unitsOf(pieces: readonly Piece[], width: number, fonts: CertificateFonts): Unit[] {
  const units: Unit[] = [];
  for (const { text, style, keep, glue } of pieces) {
    const whole = keep === true && widthOf(text, style, fonts) <= width;
    const parts = whole
      ? [text]
      : (text.match(SEGMENT) ?? []).flatMap((part) => (widthOf(part, style, fonts) > width ? [...part] : [part]));
    for (const [index, part] of parts.entries()) {
      const before = units.at(-1);
      const space = /^\s+$/.test(part);
      const forbidden = before === undefined || space || NO_START.test(part) || NO_END.test(before.text);
      const breakBefore = !forbidden && !(glue === true && index === 0);
      units.push({ text: part, style, width: widthOf(part, style, fonts), space, breakBefore });
    }
  }
  for (const [index, unit] of units.entries()) {
    const next = units[index + 1];
    if (next !== undefined && BLANK_RIGHT.test(unit.text) && ANY_MARK.test(next.text))
      unit.width -= unit.style.size / 2;
  }
  return units;
}

function chunksOf(units: readonly Unit[]): Unit[][] {
  const chunks: Unit[][] = [];
  for (const unit of units) {
    const last = chunks.at(-1);
    if (last === undefined || unit.breakBefore) chunks.push([unit]);
    else last.push(unit);
  }
  return chunks;
}

/** Width of a chunk at the end of a line: closing spaces vanish, a closing mark counts with its inked half. */
function hangingWidth(chunk: readonly Unit[]): number {
  const units = [...chunk];
  while (units.at(-1)?.space === true) units.pop();
  const last = units.at(-1);
  const trim = last !== undefined && BLANK_RIGHT.test(last.text) ? last.style.size / 2 : 0;
  return units.reduce((sum, unit) => sum + unit.width, 0) - trim;
}

/** Operations for one line at the given left edge. Neighbours of one style are drawn as one run. */
export function drawLine(line: Line, left: number, baseline: number, fonts: CertificateFonts): TextOperation[] {
  const operations: TextOperation[] = [];
  let x = left + line.indent;
  let start = x;
  let text = '';
  for (const [index, unit] of line.units.entries()) {
    if (text === '') start = x;
    text += unit.text;
    x += unit.width;
    const next = line.units[index + 1];
    const trimmed = unit.width < widthOf(unit.text, unit.style, fonts) - 0.001;
    if (next === undefined || next.style !== unit.style || trimmed) {
      operations.push(...drawText(text, start, baseline, unit.style, fonts));
      text = '';
    }
  }
  return operations;
}
