import { questionText as t } from '../text.js';

interface Said {
  readonly options: readonly { readonly label: string; readonly text: string }[];
  readonly key: readonly string[];
}

/**
 * Options and answer of a question on one line each, as a person reads them: what is to be judged has no letters.
 * Told by its options, since a question that another is like comes without its type.
 */
export function saidQuestion({ options, key }: Said): { readonly options: string; readonly answer: string } {
  const judged = options.length === 2 && options[0]?.text === t('right') && options[1]?.text === t('wrong');
  if (!judged) {
    return { options: options.map(({ label, text }) => `${label}. ${text}`).join('　'), answer: key.join('') };
  }
  return {
    options: options.map(({ text }) => text).join('　'),
    answer: options.find(({ label }) => label === key[0])?.text ?? '',
  };
}
