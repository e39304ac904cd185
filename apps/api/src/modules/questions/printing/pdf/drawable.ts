import type { CertificateFonts } from '@zhian/certificates';
import { drawableText } from '../../../../platform/fonts/drawable-text.js';
import type { PrintedDocument, PrintedQuestion } from '../printed-document.js';

/** The document without characters that no font holds: their plain form (H₂S → H2S), or a mark. */
export function drawable(document: PrintedDocument, fonts: CertificateFonts): PrintedDocument {
  const text = (given: string): string => drawableText(given, fonts);
  const { candidate } = document;
  return {
    ...document,
    title: text(document.title),
    subtitle: text(document.subtitle),
    instructions: document.instructions.map(text),
    candidate: candidate && { name: text(candidate.name), unit: text(candidate.unit), seat: text(candidate.seat) },
    questions: document.questions.map((question): PrintedQuestion => {
      const { solution } = question;
      return {
        ...question,
        stem: text(question.stem),
        options: question.options.map((option) => ({ ...option, text: text(option.text) })),
        ...(solution
          ? { solution: { ...solution, explanation: text(solution.explanation), clause: text(solution.clause) } }
          : {}),
      };
    }),
  };
}
