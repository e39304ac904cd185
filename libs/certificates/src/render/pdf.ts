import PdfKitDocument from 'pdfkit';
import type { CertificateFields } from '../model/fields.js';
import { layoutCertificate } from '../layout/certificate.js';
import type { CertificateFonts, Face } from '../layout/fonts.js';
import type { DrawOperation, PathOperation, RectangleOperation, TextOperation } from '../layout/operations.js';
import { encodeProof, PROOF_KEY } from '../verify/proof.js';
import type { CertificateSignature } from '../verify/signature.js';

type Document = PDFKit.PDFDocument;

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
  const options: PDFKit.PDFDocumentOptions = {
    size: [layout.width, layout.height],
    margin: 0,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: info as PDFKit.DocumentInfo,
  };
  // No default font: pdfkit would name Helvetica in the file. Its types do not know that `null` means none.
  const document = new PdfKitDocument({ ...options, font: null as unknown as string });
  const bytes = collect(document);
  for (const [name, font] of namedFonts(fonts))
    document.registerFont(name, font as unknown as PDFKit.Mixins.PDFFontSource);
  for (const operation of layout.operations) draw(document, operation);
  document.end();
  return bytes;
}

const fontName = (face: Face, index: number) => `${face}-${index}`;

function namedFonts(fonts: CertificateFonts): (readonly [string, object])[] {
  const faces = Object.keys(fonts.chains) as Face[];
  return faces.flatMap((face) => fonts.chains[face].map((font, index) => [fontName(face, index), font] as const));
}

function collect(document: Document): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    document.on('data', (part: Uint8Array) => parts.push(part));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    document.on('error', reject);
  });
}

function draw(document: Document, operation: DrawOperation): void {
  switch (operation.kind) {
    case 'text':
      return drawText(document, operation);
    case 'path':
      return drawPath(document, operation);
    case 'rectangle':
      return drawRectangle(document, operation);
    case 'link': {
      document.link(operation.x, operation.y, operation.width, operation.height, operation.url);
    }
  }
}

function drawText(document: Document, { text, x, baseline, face, font, size, color, spacing }: TextOperation): void {
  document.font(fontName(face, font)).fontSize(size).fillColor(color);
  document.text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic', characterSpacing: spacing });
}

function drawPath(document: Document, operation: PathOperation): void {
  const { data, x, y, scale, fill, stroke, strokeWidth = 1, dash } = operation;
  document.save().translate(x, y).scale(scale).path(data);
  if (stroke !== undefined) document.lineWidth(strokeWidth).lineCap('round').lineJoin('round');
  if (dash !== undefined) document.lineCap('butt').dash(dash[0], { space: dash[1] });
  if (fill !== undefined) document.fill(fill);
  else if (stroke !== undefined) document.stroke(stroke);
  document.restore();
}

function drawRectangle(document: Document, operation: RectangleOperation): void {
  const { x, y, width, height, radius = 0, fill, stroke, lineWidth = 1 } = operation;
  document.save().lineWidth(lineWidth);
  if (radius > 0) document.roundedRect(x, y, width, height, radius);
  else document.rect(x, y, width, height);
  if (fill !== undefined && stroke !== undefined) document.fillAndStroke(fill, stroke);
  else if (fill !== undefined) document.fill(fill);
  else if (stroke !== undefined) document.stroke(stroke);
  document.restore();
}
