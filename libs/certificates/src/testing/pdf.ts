import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsqr from 'jsqr';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PNG } from 'pngjs';

export interface ReadPdf {
  readonly pages: number;
  readonly title: string;
  /** Text of the page in drawing order, without white space. */
  readonly text: string;
  /** Codes of all glyphs shown; 0 is .notdef. */
  readonly glyphCodes: readonly number[];
  readonly links: readonly string[];
  readonly scripts: object | null;
  readonly attachments: object | null;
}

interface ShownGlyph {
  readonly originalCharCode: number;
}

/** Opens a file with pdf.js, as a browser would. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 }).promise;
  try {
    const page = await document.getPage(1);
    const { items } = await page.getTextContent();
    const operators = await page.getOperatorList();
    const shown = operators.fnArray.flatMap((code, index) =>
      code === OPS.showText ? (operators.argsArray[index] as [(ShownGlyph | number)[]])[0] : [],
    );
    const { info } = (await document.getMetadata()) as { info: { Title?: string } };
    const annotations = (await page.getAnnotations()) as { url?: string; unsafeUrl?: string }[];
    return {
      pages: document.numPages,
      title: info.Title ?? '',
      text: items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s/g, ''),
      glyphCodes: shown.flatMap((glyph) =>
        typeof glyph === 'number' || glyph === null ? [] : [glyph.originalCharCode],
      ),
      links: annotations.map((annotation) => annotation.unsafeUrl ?? annotation.url ?? ''),
      scripts: ((await document.getJSActions()) as object | null) ?? ((await page.getJSActions()) as object | null),
      attachments: (await document.getAttachments()) as object | null,
    };
  } finally {
    await document.destroy();
  }
}

/** The file's objects without the contents of its streams, to look for names such as /JS. */
export function skeletonOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/stream\r?\n[\s\S]*?\nendstream/g, 'stream endstream');
}

/** Renders the page to pixels with poppler. */
export function rasterise(bytes: Uint8Array, dpi: number): PNG {
  const directory = mkdtempSync(join(tmpdir(), 'zhian-certificate-'));
  try {
    const file = join(directory, 'page.pdf');
    writeFileSync(file, bytes);
    try {
      execFileSync('pdftoppm', ['-r', String(dpi), '-png', '-singlefile', file, join(directory, 'page')], {
        stdio: 'pipe',
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        throw new Error('pdftoppm is missing: install poppler-utils, this test looks at the printed page', {
          cause: error,
        });
      }
      throw error;
    }
    return PNG.sync.read(readFileSync(join(directory, 'page.png')));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export interface DecodedQr {
  readonly text: string;
  /** Side of the symbol without its quiet zone, and its top left corner, in pixels. */
  readonly side: number;
  readonly left: number;
  readonly top: number;
  readonly modules: number;
}

/** Reads the QR symbol of a rendered page, or `null`. */
export function decodeQr({ data, width, height }: PNG): DecodedQr | null {
  // The package is CommonJS: under Node's own loader the function is the `default` of its exports.
  const decode = (
    typeof jsqr === 'function' ? jsqr : (jsqr as unknown as { default: typeof jsqr.default }).default
  ) as typeof jsqr.default;
  const found = decode(new Uint8ClampedArray(data), width, height);
  if (found === null) return null;
  const { topLeftCorner, topRightCorner } = found.location;
  return {
    text: found.data,
    side: Math.hypot(topRightCorner.x - topLeftCorner.x, topRightCorner.y - topLeftCorner.y),
    left: topLeftCorner.x,
    top: topLeftCorner.y,
    modules: found.version * 4 + 17,
  };
}
