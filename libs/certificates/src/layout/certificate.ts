import { CertificateOverflowError } from '../model/errors.js';
import { normaliseFields, type CertificateFields } from '../model/fields.js';
import { sentenceOf, tableOf, type Phrase } from '../model/wording.js';
import type { CertificateSignature } from '../verify/signature.js';
import { assertGlyphs, type CertificateFonts } from './fonts.js';
import { FOOT_TOP, issuerOperations, noticeOperations, qrOperations } from './foot.js';
import { frameOperations, PAGE } from './frame.js';
import { breakLines, drawLine, type Line, type Piece } from './line-break.js';
import type { CertificateLayout, DrawOperation } from './operations.js';
import { COLOR, px } from './palette.js';
import { layoutTable } from './table.js';
import { drawCentered, drawText, shrinkToFit, widthOf, type TextStyle } from './text.js';

const LEFT = px(116);
const WIDTH = PAGE.width - 2 * LEFT;
const TEXT_TOP = px(312);
/** Body sizes tried in turn, in points, with the line height of each as a multiple (ui 11 asks for 15 pt). */
const BODY_SIZES = [
  [15, 2.05],
  [15, 1.85],
  [14, 1.8],
  [13, 1.75],
  [12, 1.7],
  [11, 1.65],
  [10, 1.6],
  [9, 1.55],
  [8, 1.5],
] as const;

/**
 * Places everything on one A4 page: pure, in points, the same answer for the same input. Names, enterprises, dates and numbers
 * with their unit are not broken while they fit a line; long texts shrink first and wrap then. `signature` adds its fingerprint.
 * @throws InvalidCertificateFieldsError, MissingGlyphsError, CertificateOverflowError
 */
export function layoutCertificate(
  fields: CertificateFields,
  fonts: CertificateFonts,
  signature?: CertificateSignature,
): CertificateLayout {
  const normal = normaliseFields(fields);
  assertGlyphs({ ...normal }, fonts);
  return {
    width: PAGE.width,
    height: PAGE.height,
    title: `${normal.title} ${normal.number}`,
    operations: [
      ...frameOperations(),
      ...headOperations(normal, fonts),
      ...bodyOperations(normal, fonts),
      ...qrOperations(normal, LEFT, fonts),
      ...issuerOperations(normal, fonts),
      ...noticeOperations(signature, fonts),
    ],
  };
}

function headOperations({ title, number }: CertificateFields, fonts: CertificateFonts): DrawOperation[] {
  const center = PAGE.width / 2;
  const heading: TextStyle = { face: 'serifBold', size: 36, color: COLOR.azure900, spacing: 36 * 0.14 };
  const label: TextStyle = { face: 'sansRegular', size: 11.25, color: COLOR.ink2, spacing: 0.22 };
  const value: TextStyle = { ...label, face: 'sansMedium', color: COLOR.ink };
  const fitted = shrinkToFit(title, heading, WIDTH, 14, fonts);
  if (widthOf(title, fitted, fonts) > WIDTH + 36) throw new CertificateOverflowError('the title is too long');
  const fittedValue = shrinkToFit(number, value, WIDTH - px(60), 6, fonts);
  const labelWidth = widthOf('编号 ', label, fonts);
  const start = center - (labelWidth + widthOf(number, fittedValue, fonts)) / 2;
  return [
    ...drawCentered(title, center, px(222), fitted, fonts),
    ...drawText('编号 ', start, px(265), label, fonts),
    ...drawText(number, start + labelWidth, px(265), fittedValue, fonts),
  ];
}

function bodyOperations(fields: CertificateFields, fonts: CertificateFonts): DrawOperation[] {
  const table = layoutTable(tableOf(fields), LEFT, WIDTH, fonts);
  for (const [size, leading] of BODY_SIZES) {
    const lines = paragraphs(fields, size, fonts);
    const height = lines.length * size * leading;
    const gap = px(size === 15 ? 34 : 24);
    if (TEXT_TOP + height + gap + table.height > FOOT_TOP) continue;
    const baseline = (index: number) => TEXT_TOP + (index + 0.5) * size * leading + size * 0.38;
    return [
      ...lines.flatMap((line, index) => drawLine(line, LEFT, baseline(index), fonts)),
      ...table.draw(TEXT_TOP + height + gap),
    ];
  }
  throw new CertificateOverflowError('the texts do not fit on one page');
}

function paragraphs(fields: CertificateFields, size: number, fonts: CertificateFonts): Line[] {
  const styles: Record<Phrase['emphasis'], TextStyle> = {
    plain: { face: 'serifRegular', size, color: COLOR.ink },
    strong: { face: 'serifBold', size, color: COLOR.ink },
    name: { face: 'serifBold', size: size * 1.25, color: COLOR.ink, spacing: size * 0.075 },
  };
  const pieces = sentenceOf(fields).map(({ emphasis, ...phrase }): Piece => {
    const style = styles[emphasis];
    if (emphasis === 'plain') return { ...phrase, style };
    // A long name or enterprise gives up its emphasis in size before it is broken; what still does not fit wraps at text size.
    const fitted = shrinkToFit(phrase.text, style, WIDTH, emphasis === 'name' ? size : size * 0.8, fonts);
    const fits = widthOf(phrase.text, fitted, fonts) <= WIDTH + 1;
    return { ...phrase, style: fits ? fitted : { ...styles.strong, size } };
  });
  const closing: Piece[] = [{ text: '特发此证。', style: styles.plain }];
  return [...breakLines(pieces, WIDTH, size * 2, fonts), ...breakLines(closing, WIDTH, size * 2, fonts)];
}
