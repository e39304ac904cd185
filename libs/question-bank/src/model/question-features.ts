import { compareText, normaliseText } from './normalise.js';
import type { QuestionType } from './question.js';
import { shinglesOf, wordsOf } from './shingles.js';
import type { NumberSet } from './shingles.js';

/** What a comparison needs to know of a question. */
export interface ComparedQuestion {
  type: QuestionType;
  stem: string;
  options: readonly { label: string; text: string }[];
  /** Labels of the right options. */
  key: readonly string[];
  images?: readonly { fileId: string }[];
}

/**
 * What questions are compared by. The stem of each is looked at; the rest only of those whose stems are similar, which are
 * few, and is worked out when it is asked for.
 */
export class QuestionFeatures {
  readonly judged: boolean;
  readonly stem: NumberSet;
  /** What is shown beside the words; '' where nothing is. */
  readonly pictures: string;
  #options: NumberSet | undefined;
  #right: NumberSet | undefined;
  #words: string | undefined;

  constructor(private readonly question: ComparedQuestion) {
    this.judged = question.type === 'true_false';
    this.stem = shinglesOf(wordsOf(question.stem));
    this.pictures = (question.images ?? [])
      .map(({ fileId }) => fileId)
      .sort(compareText)
      .join(' ');
  }

  /** Pairs of all options. 正确 and 错误 say nothing. */
  get options(): NumberSet {
    return (this.#options ??= shinglesOf(...this.#texts.map(wordsOf)));
  }

  /** Pairs of the right options alone. */
  get right(): NumberSet {
    return (this.#right ??= shinglesOf(...this.#rightTexts.map(wordsOf)));
  }

  /** Everything that is said, without numbers, signs and blanks; equal for questions that differ in those alone. */
  get words(): string {
    return (this.#words ??= JSON.stringify([
      this.judged,
      wordsOf(this.question.stem),
      ...this.#texts.map(wordsOf).sort(compareText),
    ]));
  }

  /** Everything that is said; equal for the same question with its options in another order. */
  get exact(): string {
    const { stem } = this.question;
    return JSON.stringify([this.judged, normaliseText(stem), ...this.#texts.map(normaliseText).sort(compareText)]);
  }

  get #texts(): string[] {
    return this.judged ? [] : this.question.options.map(({ text }) => text);
  }

  get #rightTexts(): string[] {
    const { options, key } = this.question;
    return this.judged ? [] : options.filter(({ label }) => key.includes(label)).map(({ text }) => text);
  }
}
