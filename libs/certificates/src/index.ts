export {
  CERTIFICATE_FIELD_NAMES,
  normaliseFields as normaliseCertificateFields,
  type CertificateFields,
} from './model/fields.js';
export { CertificateOverflowError, InvalidCertificateFieldsError, MissingGlyphsError } from './model/errors.js';
export { canonicalCertificate, parseCanonicalCertificate } from './model/canonical.js';
export {
  certificateNumber,
  isCertificateNumber,
  normaliseCertificateNumber,
  type CertificateNumberInput,
} from './model/number.js';
export { normaliseVerificationCode, verificationCode } from './model/verification-code.js';
export {
  keyIdOf,
  signatureFingerprint,
  signCertificate,
  verifyCertificate,
  type CertificateSignature,
  type VerificationOutcome,
} from './verify/signature.js';
export { readProof, type CertificateProof } from './verify/proof.js';
export {
  FONT_FILES,
  missingGlyphs,
  openFonts,
  type CertificateFonts,
  type Face,
  type FontBytes,
  type FontHandle,
} from './layout/fonts.js';
export type { CertificateLayout, DrawOperation, PageLayout } from './layout/operations.js';
export { layoutCertificate } from './layout/certificate.js';
export { qrMatrix, qrSvgPath, type QrMatrix } from './layout/qr.js';
export { renderCertificate } from './render/pdf.js';
// Typesetting, for other documents of the platform that are printed with the same fonts.
export { breakLines, drawLine, type Line, type Piece } from './layout/line-break.js';
export { drawCentered, drawText, widthOf, type TextStyle } from './layout/text.js';
export { mm } from './layout/palette.js';
export { openPages, renderPages, type OpenPages, type PdfInfo } from './render/pages.js';
export { ALPHABET as TYPED_ALPHABET, checkSymbols, encodeBits, foldTyped, groupByFour } from './model/base32.js';
