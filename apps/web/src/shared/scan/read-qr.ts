/** What the browser itself has for this, where it has it (Chromium on Android and macOS; not in TypeScript's own types). */
interface BarcodeReader {
  detect(picture: ImageBitmapSource): Promise<{ readonly rawValue: string }[]>;
}
interface BarcodeReaderClass {
  new (options: { formats: string[] }): BarcodeReader;
  getSupportedFormats(): Promise<string[]>;
}

type Picture = HTMLVideoElement | ImageBitmap;

/** Reads what the QR code in a picture says; null when none is found. */
export type ReadQr = (picture: Picture) => Promise<string | null>;

const sizeOf = (picture: Picture): { width: number; height: number } =>
  picture instanceof HTMLVideoElement ? { width: picture.videoWidth, height: picture.videoHeight } : picture;

/**
 * A reader of QR codes: the browser's own, else a library that is loaded for it. `side` is the longest side in pixels at which
 * the library looks: a photo needs more of them than a card that is held before a camera.
 */
export async function qrReader(side: number): Promise<ReadQr> {
  return (await ownReader()) ?? (await libraryReader(side));
}

async function ownReader(): Promise<ReadQr | null> {
  const { BarcodeDetector: Reader } = globalThis as { BarcodeDetector?: BarcodeReaderClass };
  const formats = (await Reader?.getSupportedFormats().catch(() => [])) ?? [];
  if (!Reader || !formats.includes('qr_code')) return null;
  const reader = new Reader({ formats: ['qr_code'] });
  return async (picture) => (await reader.detect(picture))[0]?.rawValue ?? null;
}

async function libraryReader(side: number): Promise<ReadQr> {
  const { default: decode } = await import('jsqr');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (picture) => {
    const { width, height } = sizeOf(picture);
    if (!context || width === 0) return null;
    const scale = Math.min(1, side / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
    return decode(pixels.data, pixels.width, pixels.height)?.data ?? null;
  };
}
