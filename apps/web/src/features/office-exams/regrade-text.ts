import type { Regrade } from './results-api.js';
import { resultsText as t } from './results-text.js';

/** What a correction does, in one line. */
export function whatText(regrade: Pick<Regrade, 'kind' | 'policy' | 'keyBefore' | 'key' | 'options'>): string {
  return regrade.kind === 'key'
    ? t('list.what.key', { before: keyText(regrade, regrade.keyBefore), after: keyText(regrade, regrade.key ?? []) })
    : t(`list.what.${regrade.policy ?? 'full'}`);
}

/** Longer than this, and the words of the options hide what changes. */
const WORDS = 12;

/** 「B 通风」; letters alone where the words are long: 「ACD」. */
function keyText({ options }: Pick<Regrade, 'options'>, labels: readonly string[]): string {
  const right = options.filter(({ label }) => labels.includes(label));
  const inWords = right.every(({ text }) => text.length <= WORDS);
  return `「${inWords ? right.map(({ label, text }) => `${label} ${text}`.trim()).join('、') : labels.join('')}」`;
}
