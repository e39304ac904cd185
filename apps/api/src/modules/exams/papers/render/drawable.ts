import { missingGlyphs, type CertificateFonts } from '@zhian/certificates';
import type { PrintedDocument, PrintedQuestion } from './printed-document.js';

/** What printers set for a character that they do not have; an empty box would look like a place to write in. */
const GETA = '〓';

/** The document without characters that no font holds: their plain form (H₂S → H2S), or a mark. */
export function drawable(document: PrintedDocument, fonts: CertificateFonts): PrintedDocument {
  const text = (given: string): string => drawableText(given, fonts);
  const { candidate } = document;
  return {
    ...document,
    title: text(document.title),
    subtitle: text(document.subtitle),
    candidate: candidate && { name: text(candidate.name), unit: text(candidate.unit), seat: text(candidate.seat) },
    questions: document.questions.map((question): PrintedQuestion => {
      const { solution } = question;
      return {
        ...question,
        stem: text(question.stem),
        options: question.options.map((option) => ({ ...option, text: text(option.text) })),
        ...(solution ? { solution: { key: solution.key, explanation: text(solution.explanation) } } : {}),
      };
    }),
  };
}

function drawableText(given: string, fonts: CertificateFonts): string {
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
