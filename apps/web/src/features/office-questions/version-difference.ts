import { diffArrays, type ChangeObject } from 'diff';

/** A stretch of text that stayed, came or went. */
export interface Stretch {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
}

const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });

const wordsOf = (text: string): string[] => [...words.segment(text)].map((part) => part.segment);

/** What changed between two texts, word by word as Chinese is read. */
export function differenceOf(before: string, after: string): Stretch[] {
  return diffArrays(wordsOf(before), wordsOf(after)).map((part: ChangeObject<string[]>) => ({
    text: part.value.join(''),
    kind: part.added ? 'added' : part.removed ? 'removed' : 'same',
  }));
}

interface Content {
  readonly stem: string;
  readonly options: readonly { readonly label: string; readonly text: string }[];
  readonly images: readonly { readonly place: string; readonly fileId: string; readonly alt: string }[];
  readonly key: readonly string[];
  readonly explanation: string;
}

export interface Difference {
  readonly part: 'stem' | 'option' | 'key' | 'explanation' | 'image';
  /** Label of the option, or the place of the picture. */
  readonly place?: string;
  readonly stretches: Stretch[];
}

/** Only what is different between two versions, part by part. */
export function differencesOf(before: Content, after: Content): Difference[] {
  const labels = [...new Set([...before.options, ...after.options].map((option) => option.label))].sort();
  const textAt = (content: Content, label: string): string =>
    content.options.find((option) => option.label === label)?.text ?? '';
  const places = [...new Set([...before.images, ...after.images].map((image) => image.place))];
  const found: (Difference | null)[] = [
    changed('stem', before.stem, after.stem),
    ...labels.map((label) => changed('option', textAt(before, label), textAt(after, label), label)),
    changed('key', before.key.join(''), after.key.join('')),
    changed('explanation', before.explanation, after.explanation),
    ...places.map((place) => pictureChanged(before, after, place)),
  ];
  return found.filter((difference) => difference !== null);
}

function changed(part: Difference['part'], before: string, after: string, place?: string): Difference | null {
  if (before === after) return null;
  return { part, stretches: differenceOf(before, after), ...(place ? { place } : {}) };
}

function pictureChanged(before: Content, after: Content, place: string): Difference | null {
  const [old, now] = [before, after].map((content) => content.images.find((image) => image.place === place));
  if (old?.fileId === now?.fileId && old?.alt === now?.alt) return null;
  return {
    part: 'image',
    place,
    stretches: [
      ...(old ? [{ text: old.alt, kind: 'removed' as const }] : []),
      ...(now ? [{ text: now.alt, kind: 'added' as const }] : []),
    ],
  };
}
