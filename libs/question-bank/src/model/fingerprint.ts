import { hash } from 'node:crypto';
import { compareText, normaliseText } from './normalise.js';
import type { QuestionDraft } from './question.js';

/**
 * Identifies exact duplicates: sha256 (hex) over the normalised type, stem and the set of options, each marked right
 * or wrong, and the pictures of each. The order of options does not count; difficulty, explanation, tags and the words beside
 * a picture do not count either. A question without pictures has the fingerprint it had before there were any.
 */
export function contentFingerprint(draft: Pick<QuestionDraft, 'content' | 'key'>): string {
  const correct = new Set(draft.key.correct);
  const pictures = new Map((draft.content.images ?? []).map((image) => [image.place, `\u0000${image.fileId}`]));
  const options = draft.content.options
    .map(({ label, text }) => `${correct.has(label) ? '+' : '-'}${normaliseText(text)}${pictures.get(label) ?? ''}`)
    .sort(compareText);
  const canonical = JSON.stringify([
    'zhian-question-1',
    draft.content.type,
    `${normaliseText(draft.content.stem)}${pictures.get('stem') ?? ''}`,
    options,
  ]);
  return hash('sha256', canonical, 'hex');
}
