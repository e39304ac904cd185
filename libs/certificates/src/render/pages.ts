import PdfKitDocument from 'pdfkit';
import type { CertificateFonts, Face } from '../layout/fonts.js';
import type {
  DrawOperation,
  ImageOperation,
  PageLayout,
  PathOperation,
  RectangleOperation,
  TextOperation,
} from '../layout/operations.js';

/** Its types do not know that a picture can be opened before it is drawn. */
type Document = PDFKit.PDFDocument & { openImage(bytes: Buffer): PDFKit.Mixins.ImageSrc };
/** Those that are in the file already, by name. */
type Images = Map<string, PDFKit.Mixins.ImageSrc>;

/** What the file says about itself. */
export type PdfInfo = Readonly<Record<string, string | Date>>;

/** A PDF file page by page, so that one of thousands of pages need never be in memory whole. */
export interface OpenPages {
  add(page: PageLayout): void;
  /** The bytes since the last call. */
  take(): Uint8Array;
  /** The bytes that are left, with the fonts; nothing is added after it. */
  end(): Promise<Uint8Array>;
}

/**
 * Begins a PDF file with subset fonts. Byte for byte the same for the same pages, information, fonts and versions of pdfkit and
 * zlib, as long as `info` fixes CreationDate and ModDate.
 */
export function openPages(info: PdfInfo, fonts: CertificateFonts): OpenPages {
  const options: PDFKit.PDFDocumentOptions = {
    autoFirstPage: false,
    margin: 0,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: info as PDFKit.DocumentInfo,
  };
  // No default font: pdfkit would name Helvetica in the file. Its types do not know that `null` means none.
  const document = new PdfKitDocument({ ...options, font: null as unknown as string }) as Document;
  for (const [name, font] of namedFonts(fonts))
    document.registerFont(name, font as unknown as PDFKit.Mixins.PDFFontSource);
  const images: Images = new Map();
  let parts: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    document.on('data', (part: Uint8Array) => parts.push(part));
    document.on('end', resolve);
    document.on('error', reject);
  });
  const take = (): Uint8Array => {
    const taken = new Uint8Array(Buffer.concat(parts));
    parts = [];
    return taken;
  };
  return {
    add({ width, height, operations }) {
      document.addPage({ size: [width, height], margin: 0 });
      for (const operation of operations) draw(document, operation, images);
    },
    take,
    async end() {
      document.end();
      await done;
      return take();
    },
  };
}

/** Pages as a PDF file, in one go; see {@link openPages}. */
export function renderPages(pages: readonly PageLayout[], info: PdfInfo, fonts: CertificateFonts): Promise<Uint8Array> {
  const file = openPages(info, fonts);
  for (const page of pages) file.add(page);
  return file.end();
}

const fontName = (face: Face, index: number) => `${face}-${index}`;

function namedFonts(fonts: CertificateFonts): (readonly [string, object])[] {
  const faces = Object.keys(fonts.chains) as Face[];
  return faces.flatMap((face) => fonts.chains[face].map((font, index) => [fontName(face, index), font] as const));
}

function draw(document: Document, operation: DrawOperation, images: Images): void {
  switch (operation.kind) {
    case 'text':
      return drawText(document, operation);
    case 'path':
      return drawPath(document, operation);
    case 'rectangle':
      return drawRectangle(document, operation);
    case 'link': {
      document.link(operation.x, operation.y, operation.width, operation.height, operation.url);
      return;
    }
    case 'image':
      drawImage(document, operation, images);
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

function drawImage(document: Document, { bytes, name, x, y, width, height }: ImageOperation, images: Images): void {
  const image = (name === undefined ? undefined : images.get(name)) ?? document.openImage(Buffer.from(bytes));
  if (name !== undefined) images.set(name, image);
  document.image(image, x, y, { width, height });
}
