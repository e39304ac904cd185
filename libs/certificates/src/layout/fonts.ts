import { create } from 'fontkit';
import { MissingGlyphsError } from '../model/errors.js';

/** What is needed of a drawn letter; widths in the font's units. */
export interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

/** An opened font, as pdfkit's `registerFont` takes it. */
export interface FontHandle {
  readonly unitsPerEm: number;
  readonly postscriptName: string;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): Glyph;
  layout(text: string): { glyphs: Glyph[]; positions: object[]; advanceWidth: number };
}

export type Face = 'sansRegular' | 'sansMedium' | 'serifRegular' | 'serifBold';

/** The opened fonts of a process. Each face lists the font of its design first, then those that stand in for rare characters. */
export interface CertificateFonts {
  readonly sansRegular: FontHandle;
  readonly sansMedium: FontHandle;
  readonly serifRegular: FontHandle;
  readonly serifBold: FontHandle;
  readonly chains: Readonly<Record<Face, readonly FontHandle[]>>;
}

export interface FontBytes {
  readonly sansRegular: Uint8Array;
  readonly sansMedium: Uint8Array;
  readonly serifRegular: Uint8Array;
  readonly serifBold: Uint8Array;
  /** Asked in this order for characters that the four lack, for regular faces and, after `fallbackBold`, for the bold one. */
  readonly fallbackRegular?: readonly Uint8Array[];
  readonly fallbackBold?: readonly Uint8Array[];
}

/**
 * The files that an application reads and hands to `openFonts` (SIL Open Font License 1.1). `package` + `/` + `file` resolves
 * through Node's module resolution.
 */
export const FONT_FILES = [
  { role: 'sansRegular', package: '@expo-google-fonts/noto-sans-sc', file: '400Regular/NotoSansSC_400Regular.ttf' },
  { role: 'sansMedium', package: '@expo-google-fonts/noto-sans-sc', file: '500Medium/NotoSansSC_500Medium.ttf' },
  { role: 'serifRegular', package: '@expo-google-fonts/noto-serif-sc', file: '400Regular/NotoSerifSC_400Regular.ttf' },
  { role: 'serifBold', package: '@expo-google-fonts/noto-serif-sc', file: '700Bold/NotoSerifSC_700Bold.ttf' },
  {
    role: 'fallbackRegular',
    package: '@expo-google-fonts/noto-serif-jp',
    file: '400Regular/NotoSerifJP_400Regular.ttf',
  },
  { role: 'fallbackBold', package: '@expo-google-fonts/noto-serif-jp', file: '700Bold/NotoSerifJP_700Bold.ttf' },
] as const;

/** Opens the fonts. About 20 ms each: do it once per process (or worker thread) and keep the result. */
export function openFonts(bytes: FontBytes): CertificateFonts {
  const sansRegular = openFont(bytes.sansRegular);
  const sansMedium = openFont(bytes.sansMedium);
  const serifRegular = openFont(bytes.serifRegular);
  const serifBold = openFont(bytes.serifBold);
  const regular = (bytes.fallbackRegular ?? []).map(openFont);
  const bold = (bytes.fallbackBold ?? []).map(openFont);
  return {
    sansRegular,
    sansMedium,
    serifRegular,
    serifBold,
    chains: {
      sansRegular: [sansRegular, serifRegular, ...regular],
      sansMedium: [sansMedium, sansRegular, serifRegular, ...regular],
      serifRegular: [serifRegular, sansRegular, ...regular],
      serifBold: [serifBold, ...bold, sansMedium, serifRegular, ...regular],
    },
  };
}

/**
 * Wraps a fontkit font with a layout of one glyph per character. Chinese text, figures and plain Latin need no shaping, it is
 * several times faster, and, unlike fontkit's shared glyph objects (which remember the character that asked first in the
 * process), the character of each glyph depends on this text alone: the file stays the same in every process.
 */
function openFont(bytes: Uint8Array): FontHandle {
  const font = create(bytes);
  const known = new Map<number, Glyph>();
  const glyphOf = (codePoint: number): Glyph => {
    let glyph = known.get(codePoint);
    if (glyph === undefined) {
      const { id, advanceWidth } = font.glyphForCodePoint(codePoint);
      glyph = { id, advanceWidth, codePoints: [codePoint] };
      known.set(codePoint, glyph);
    }
    return glyph;
  };
  const layout = (text: string) => {
    const glyphs = [...text].map((character) => glyphOf(character.codePointAt(0) ?? 0));
    const advanceWidth = glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0);
    const positions = glyphs.map(({ advanceWidth: xAdvance }) => ({
      xAdvance,
      yAdvance: 0,
      xOffset: 0,
      yOffset: 0,
      advanceWidth: xAdvance,
    }));
    return { glyphs, positions, advanceWidth: (advanceWidth * 1000) / font.unitsPerEm };
  };
  return Object.create(font as object, {
    layout: { value: layout },
    unitsPerEm: { value: font.unitsPerEm },
    glyphForCodePoint: { value: glyphOf },
    // Glyph 0 is .notdef, the empty box.
    hasGlyphForCodePoint: { value: (codePoint: number) => glyphOf(codePoint).id !== 0 },
  }) as FontHandle;
}

/** The font that draws a character in a face, or `undefined` when none of the chain holds it. */
export function fontFor(character: string, face: Face, fonts: CertificateFonts): FontHandle | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  return fonts.chains[face].find((font) => font.hasGlyphForCodePoint(codePoint));
}

/** The characters of a text (each once, in order) that at least one face of a certificate could not draw. */
export function missingGlyphs(text: string, fonts: CertificateFonts): string[] {
  const faces = Object.keys(fonts.chains) as Face[];
  const lacking = (character: string) => faces.some((face) => fontFor(character, face, fonts) === undefined);
  return [...new Set(text.normalize('NFC'))].filter(lacking);
}

/**
 * Refuses texts that cannot be drawn, before anything is issued.
 * @throws MissingGlyphsError naming the first such field and its characters.
 */
export function assertGlyphs(texts: Readonly<Record<string, unknown>>, fonts: CertificateFonts): void {
  for (const [field, text] of Object.entries(texts)) {
    const missing = typeof text === 'string' ? missingGlyphs(text, fonts) : [];
    if (missing.length > 0) throw new MissingGlyphsError(field, missing);
  }
}
