import { drawCentered, type CertificateFonts, type PageLayout } from '@zhian/certificates';
import { PAGE, SMALL } from '../type-styles.js';

/** The back of a last leaf, so that what follows begins on a leaf of its own when both sides are printed. */
export function blankPage(fonts: CertificateFonts): PageLayout {
  const operations = drawCentered('此页空白', PAGE.width / 2, PAGE.height - PAGE.margin, SMALL, fonts);
  return { width: PAGE.width, height: PAGE.height, operations };
}
