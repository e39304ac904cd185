import type { CertificateFields } from '../model/fields.js';
import { layoutCertificate } from '../layout/certificate.js';
import type { CertificateFonts } from '../layout/fonts.js';
import { encodeProof, PROOF_KEY } from '../verify/proof.js';
import type { CertificateSignature } from '../verify/signature.js';
import { renderPages } from './pages.js';

/**
 * The certificate as a PDF file of one A4 page with subset fonts. Byte for byte the same for the same fields, signature, fonts
 * and versions of pdfkit and zlib: dates come from `issuedOn`, the file identifier from the contents. Fields and signature are
 * also in the information dictionary (see `readProof`).
 * @throws (rejects with) InvalidCertificateFieldsError, MissingGlyphsError, CertificateOverflowError
 */
export async function renderCertificate(
  fields: CertificateFields,
  signature: CertificateSignature,
  fonts: CertificateFonts,
): Promise<Uint8Array> {
  const layout = layoutCertificate(fields, fonts, signature);
  const issued = new Date(`${fields.issuedOn}T00:00:00+08:00`);
  const info: Record<string, string | Date> = {
    Title: layout.title,
    Author: fields.issuer.normalize('NFC'),
    Subject: fields.programme.normalize('NFC'),
    Creator: '知安',
    Producer: '知安',
    CreationDate: issued,
    ModDate: issued,
    [PROOF_KEY]: encodeProof(fields, signature),
  };
  return renderPages([layout], info, fonts);
}
