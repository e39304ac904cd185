import { createHash } from 'node:crypto';
import { compareText, normaliseText } from './normalise.js';
import type { QuestionDraft } from './question.js';

/**
 * Identifies exact duplicates: sha256 (hex) over the normalised type, stem and the set of options, each marked right
 * or wrong. The order of options does not count; difficulty, explanation and tags do not count either.
 */
export function contentFingerprint(draft: Pick<QuestionDraft, 'content' | 'key'>): string {
  const correct = new Set(draft.key.correct);
  const options = draft.content.options
    .map((option) => `${correct.has(option.label) ? '+' : '-'}${normaliseText(option.text)}`)
    .sort(compareText);
  const canonical = JSON.stringify([
    'zhian-question-1',
    draft.content.type,
    normaliseText(draft.content.stem),
    options,
  ]);
  return createHash('sha256').update(canonical, 'utf8').digest('hex');
}
