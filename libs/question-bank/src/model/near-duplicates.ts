import { Groups } from './groups.js';
import { QuestionFeatures } from './question-features.js';
import type { ComparedQuestion } from './question-features.js';
import { RarityTable } from './rarity-table.js';
import { jaccard, keyOf } from './shingles.js';
import { SimilarSets } from './similar-sets.js';

export type { ComparedQuestion } from './question-features.js';

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

/** Are two questions near duplicates, their stems being similar already? */
function answersAgree(a: QuestionFeatures, b: QuestionFeatures): boolean {
  // «图中是什么标志» asks something else beside each picture.
  if (a.pictures !== '' && b.pictures !== '' && a.pictures !== b.pictures) return false;
  if (a.judged || b.judged) return a.judged === b.judged;
  const options = jaccard(a.options, b.options);
  if (Math.min(a.stem.length, b.stem.length) < NEAR_DUPLICATE.tellingPairs) return options >= NEAR_DUPLICATE.stem;
  return options >= NEAR_DUPLICATE.options || jaccard(a.right, b.right) >= NEAR_DUPLICATE.right;
}

function reasonOf(a: QuestionFeatures, b: QuestionFeatures): NearReason {
  if (a.exact === b.exact) return 'same';
  return a.words === b.words ? 'numbers' : 'wording';
}

/** Up to here a family is looked through one by one. */
const SMALL_FAMILY = 48;

/**
 * Questions whose stems have the same pairs: a thousand times «下列说法正确的是» is one family, and its members are told
 * apart by their options, through an index of their own where there are many.
 */
class Family {
  readonly #indexes: { readonly options: SimilarSets; readonly right: SimilarSets } | null;

  constructor(
    readonly members: readonly number[],
    features: readonly QuestionFeatures[],
    frequency: (pair: number) => number,
  ) {
    this.#indexes = null;
    if (members.length <= SMALL_FAMILY) return;
    const options = new SimilarSets(NEAR_DUPLICATE.options, frequency);
    const right = new SimilarSets(NEAR_DUPLICATE.right, frequency);
    for (const member of members) {
      options.add((features[member] as QuestionFeatures).options);
      right.add((features[member] as QuestionFeatures).right);
    }
    this.#indexes = { options, right };
  }

  /** Calls back with members whose answers may agree; some of them twice. */
  search(wanted: QuestionFeatures, found: (index: number) => void): void {
    if (this.#indexes === null || wanted.judged) this.members.forEach(found);
    else {
      const member = (id: number): void => found(this.members[id] as number);
      this.#indexes.options.search(wanted.options, member);
      this.#indexes.right.search(wanted.right, member);
    }
  }
}

/** The questions of a bank, ready to be asked which of them a new one repeats. */
export class NearDuplicateIndex {
  readonly #features: readonly QuestionFeatures[];
  /** Of each question, the number of its family, which is also that of its stem. */
  readonly #familyOf: Uint32Array;
  readonly #families: readonly Family[];
  readonly #stems: SimilarSets;

  constructor(questions: readonly ComparedQuestion[]) {
    const features = questions.map((question) => new QuestionFeatures(question));
    const members: number[][] = [];
    const ids = new Map<string, number>();
    this.#features = features;
    this.#familyOf = Uint32Array.from(features, ({ judged, stem }, index) => {
      const key = `${judged}${keyOf(stem)}`;
      const id = ids.get(key) ?? members.push([]) - 1;
      ids.set(key, id);
      members[id]?.push(index);
      return id;
    });
    const rarity = new RarityTable();
    for (const { stem } of features) rarity.count(stem);
    // Options are looked up in large families only.
    const inLarge = members.flatMap((family) => (family.length > SMALL_FAMILY ? family : []));
    for (const index of inLarge) rarity.count((features[index] as QuestionFeatures).options);
    this.#stems = new SimilarSets(NEAR_DUPLICATE.stem, rarity.of);
    for (const [first] of members) this.#stems.add((features[first as number] as QuestionFeatures).stem);
    this.#families = members.map((family) => new Family(family, features, rarity.of));
  }

  /** Near duplicates of a question, the most similar first; questions count from 0. */
  match(question: ComparedQuestion): ({ index: number } & NearMatch)[] {
    const features = new QuestionFeatures(question);
    const found = new Map<number, { index: number } & NearMatch>();
    this.#stems.search(features.stem, (id, similarity) => {
      this.#families[id]?.search(features, (index) => {
        const other = this.#features[index] as QuestionFeatures;
        if (found.has(index) || !answersAgree(features, other)) return;
        found.set(index, { index, similarity, reason: reasonOf(features, other) });
      });
    });
    return [...found.values()].sort((a, b) => b.similarity - a.similarity || a.index - b.index);
  }

  /** All groups of questions that hang together by near duplicates; chains count, because a paper may hold one of them. */
  groups(): NearGroup[] {
    const groups = new Groups<NearReason>(this.#features.length, ['same', 'numbers', 'wording']);
    const alike = this.#joinAlike(groups);
    this.#features.forEach((features, index) => {
      if (alike.has(index)) return;
      this.#stems.searchAdded(this.#familyOf[index] as number, (id, similarity) => {
        this.#families[id]?.search(features, (other) => {
          // Whatever hangs together already needs no second look; that keeps large groups cheap.
          if (other >= index || groups.together(index, other)) return;
          const rival = this.#features[other] as QuestionFeatures;
          if (answersAgree(features, rival)) groups.join(index, other, reasonOf(features, rival), similarity);
        });
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
      // Equal words make equal pairs: whoever is alone in his family has nobody like him.
      if (this.#families[this.#familyOf[index] as number]?.members.length === 1) return;
      const kind = `${features.words} ${keyOf(features.right)} ${features.pictures}`;
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
}

/** Groups of near duplicates among some questions: 30,000 take a second. */
export function groupNearDuplicates(questions: readonly ComparedQuestion[]): NearGroup[] {
  return new NearDuplicateIndex(questions).groups();
}
