import { compareText, normaliseText } from './normalise.js';
import type { QuestionType } from './question.js';
import { RarityTable } from './rarity-table.js';
import { jaccard, keyOf, numberSet, shinglesOf, wordsOf } from './shingles.js';
import type { NumberSet } from './shingles.js';
import { SimilarSets } from './similar-sets.js';
import { Groups } from './groups.js';

/**
 * When two questions are near duplicates. Similarity is Jaccard's index over pairs of neighbouring characters, digits,
 * punctuation and blanks left out.
 */
export const NEAR_DUPLICATE = {
  /**
   * Stems must agree at least so much. One character changed in a stem of n pairs takes two pairs away and adds two,
   * (n - 2) / (n + 2): 0.8 allows it from 19 characters on, and another word of two characters from 28 on. Shorter
   * stems that differ in a word («干粉» and «泡沫») ask about different things.
   */
  stem: 0.8,
  /** And the options together agree half, or … */
  options: 0.5,
  /** … the right answers agree nearly, whatever the wrong ones are. */
  right: 0.8,
  /** Stems with fewer pairs («下列说法正确的是») say nothing by themselves: their options must agree as the stems do. */
  tellingPairs: 12,
} as const;

/** What a comparison needs to know of a question. */
export interface ComparedQuestion {
  type: QuestionType;
  stem: string;
  options: readonly { label: string; text: string }[];
  /** Labels of the right options. */
  key: readonly string[];
}

/**
 * Why two questions belong together: the same words, signs and numbers; the same but for numbers, punctuation and
 * blanks; or wording that is nearly the same.
 */
export type NearReason = 'same' | 'numbers' | 'wording';

export interface NearMatch {
  reason: NearReason;
  /** Similarity of the stems, 0 to 1. */
  similarity: number;
}

export interface NearGroup extends NearMatch {
  /** Indexes of the questions given, ascending; at least two. `reason` and `similarity` are the weakest among them. */
  members: number[];
}

const MESSAGES: Readonly<Record<NearReason, (percent: number) => string>> = {
  same: () => '内容相同。',
  numbers: () => '只有数字、标点或空格不同。',
  wording: (percent) => `题干有 ${percent}% 相同，选项也相近。`,
};

/** A zh-CN sentence for a match or a group. */
export function nearMessage({ reason, similarity }: NearMatch): string {
  return MESSAGES[reason](Math.floor(similarity * 100));
}

interface Features {
  judged: boolean;
  exact: string;
  words: string;
  stem: NumberSet;
  options: NumberSet;
  right: NumberSet;
}

function featuresOf({ type, stem, options, key }: ComparedQuestion): Features {
  const judged = type === 'true_false';
  const stemWords = wordsOf(stem);
  const texts = judged ? [] : options.map(({ text }) => text);
  const right = judged ? [] : options.filter(({ label }) => key.includes(label)).map(({ text }) => wordsOf(text));
  const optionWords = texts.map(wordsOf).sort(compareText);
  return {
    judged,
    exact: JSON.stringify([normaliseText(stem), ...texts.map(normaliseText).sort(compareText)]),
    words: JSON.stringify([judged, stemWords, ...optionWords]),
    stem: shinglesOf(stemWords),
    options: union(optionWords.map(shinglesOf)),
    right: union(right.map(shinglesOf)),
  };
}

/** Pairs never reach over the end of an option. */
function union(sets: readonly NumberSet[]): NumberSet {
  return numberSet(sets.flatMap((set) => [...set]));
}

/** Are two questions near duplicates, their stems being similar already? */
function answersAgree(a: Features, b: Features): boolean {
  if (a.judged || b.judged) return a.judged === b.judged;
  const options = jaccard(a.options, b.options);
  if (Math.min(a.stem.length, b.stem.length) < NEAR_DUPLICATE.tellingPairs) return options >= NEAR_DUPLICATE.stem;
  return options >= NEAR_DUPLICATE.options || jaccard(a.right, b.right) >= NEAR_DUPLICATE.right;
}

function reasonOf(a: Features, b: Features): NearReason {
  if (a.exact === b.exact && a.judged === b.judged) return 'same';
  return a.words === b.words ? 'numbers' : 'wording';
}

/** Up to here a family is looked through one by one. */
const SMALL_FAMILY = 48;

/**
 * Questions whose stems have the same pairs: a thousand times «下列说法正确的是» is one family, and its members are told
 * apart by their options, through an index of their own once there are many.
 */
class Family {
  readonly members: number[] = [];
  #options: SimilarSets | null = null;
  #right: SimilarSets | null = null;

  constructor(
    private readonly features: readonly Features[],
    private readonly frequency: (pair: number) => number,
  ) {}

  add(index: number): void {
    this.members.push(index);
    if (this.members.length === SMALL_FAMILY + 1) {
      this.#options = new SimilarSets(NEAR_DUPLICATE.options, this.frequency);
      this.#right = new SimilarSets(NEAR_DUPLICATE.right, this.frequency);
      for (const member of this.members) this.#index(member);
    } else if (this.#options !== null) this.#index(index);
  }

  /** Calls back with members whose answers may agree; some of them twice. */
  search(wanted: Features, found: (index: number) => void): void {
    if (this.#options === null || this.#right === null || wanted.judged) this.members.forEach(found);
    else {
      const member = (id: number): void => found(this.members[id] as number);
      this.#options.search(wanted.options, member);
      this.#right.search(wanted.right, member);
    }
  }

  #index(index: number): void {
    const { options, right } = this.features[index] as Features;
    this.#options?.add(options);
    this.#right?.add(right);
  }
}

/**
 * The questions of a bank, ready to be asked which of them a new one repeats. What is rare is decided by the questions
 * that the index is made with; more may be added later.
 */
export class NearDuplicateIndex {
  readonly #features: Features[] = [];
  readonly #rarity = new RarityTable();
  readonly #stems: SimilarSets;
  readonly #familyIds = new Map<string, number>();
  readonly #families: Family[] = [];

  constructor(questions: readonly ComparedQuestion[] = []) {
    const features = questions.map(featuresOf);
    for (const { stem, options } of features) {
      this.#rarity.count(stem);
      this.#rarity.count(options);
    }
    this.#stems = new SimilarSets(NEAR_DUPLICATE.stem, this.#rarity.of);
    for (const one of features) this.#add(one);
  }

  get size(): number {
    return this.#features.length;
  }

  /** Returns the number that matches will call it by: questions count from 0 in the order they were added. */
  add(question: ComparedQuestion): number {
    return this.#add(featuresOf(question));
  }

  /** Near duplicates of a question, the most similar first. */
  match(question: ComparedQuestion): ({ index: number } & NearMatch)[] {
    const features = featuresOf(question);
    const found = new Map<number, { index: number } & NearMatch>();
    this.#search(features, (index, similarity) => {
      const other = this.#features[index] as Features;
      if (found.has(index) || !answersAgree(features, other)) return;
      found.set(index, { index, similarity, reason: reasonOf(features, other) });
    });
    return [...found.values()].sort((a, b) => b.similarity - a.similarity || a.index - b.index);
  }

  /** All groups of questions that hang together by near duplicates; chains count, because a paper may hold one of them. */
  groups(): NearGroup[] {
    const groups = new Groups<NearReason>(this.#features.length, ['same', 'numbers', 'wording']);
    const alike = this.#joinAlike(groups);
    this.#features.forEach((features, index) => {
      if (alike.has(index)) return;
      this.#search(features, (other, similarity) => {
        // Whatever hangs together already needs no second look; that keeps large groups cheap.
        if (other >= index || groups.together(index, other)) return;
        const rival = this.#features[other] as Features;
        if (answersAgree(features, rival)) groups.join(index, other, reasonOf(features, rival), similarity);
      });
    });
    return groups.list();
  }

  /**
   * Joins what differs in numbers alone to the first of its kind, and returns it: its neighbours are the same, and to look
   * for them again is quadratic where thousands of questions come from one pattern.
   */
  #joinAlike(groups: Groups<NearReason>): Set<number> {
    const firsts = new Map<string, number>();
    const alike = new Set<number>();
    this.#features.forEach((features, index) => {
      const kind = `${features.words} ${keyOf(features.right)}`;
      const first = firsts.get(kind);
      const rival = first === undefined ? undefined : this.#features[first];
      if (first === undefined || rival === undefined) firsts.set(kind, index);
      else if (features.stem.length > 0 && answersAgree(features, rival)) {
        groups.join(first, index, reasonOf(features, rival), 1);
        alike.add(index);
      }
    });
    return alike;
  }

  #add(features: Features): number {
    const index = this.#features.push(features) - 1;
    const key = `${features.judged}${keyOf(features.stem)}`;
    let id = this.#familyIds.get(key);
    if (id === undefined) {
      id = this.#stems.add(features.stem);
      this.#familyIds.set(key, id);
      this.#families.push(new Family(this.#features, this.#rarity.of));
    }
    this.#families[id]?.add(index);
    return index;
  }

  #search(features: Features, found: (index: number, similarity: number) => void): void {
    this.#stems.search(features.stem, (id, similarity) => {
      this.#families[id]?.search(features, (index) => found(index, similarity));
    });
  }
}

/** Groups of near duplicates among some questions: 30,000 take seconds. */
export function groupNearDuplicates(questions: readonly ComparedQuestion[]): NearGroup[] {
  return new NearDuplicateIndex(questions).groups();
}
