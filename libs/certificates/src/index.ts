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
export type { CertificateLayout, DrawOperation } from './layout/operations.js';
export { layoutCertificate } from './layout/certificate.js';
export { qrMatrix, qrSvgPath, type QrMatrix } from './layout/qr.js';
export { renderCertificate } from './render/pdf.js';
