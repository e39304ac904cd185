import { missingGlyphs, type CertificateFonts } from '@zhian/certificates';

/** What printers set for a character that they do not have; an empty box would look like a place to write in. */
const GETA = '〓';

/** The text without characters that no font holds: their plain form (H₂S → H2S), or a mark. */
export function drawableText(given: string, fonts: CertificateFonts): string {
  const text = given.normalize('NFC');
  const missing = new Set(missingGlyphs(text, fonts).filter((character) => !/\s/.test(character)));
  if (missing.size === 0) return text;
  return [...text]
    .map((character) => {
      if (!missing.has(character)) return character;
      const plain = character.normalize('NFKC');
      return plain !== character && missingGlyphs(plain, fonts).length === 0 ? plain : GETA;
    })
    .join('');
}
