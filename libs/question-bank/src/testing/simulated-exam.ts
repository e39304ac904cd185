import type { ComparedPaper } from '../integrity/answer-similarity.js';

/** An exam that nobody sat, reproducible by its seed: answers by a model that is richer than the one under test. */

export interface SimulatedExam {
  readonly seed: number;
  readonly people: number;
  readonly bank: number;
  /** Questions of a paper, drawn at random from the bank. */
  readonly asked: number;
}

/** Numbers of [0, 1): mulberry32. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Questions differ in difficulty, in how well they separate (which Rasch's model does not know) and in how tempting each wrong
 * option is, to the weaker more than to the abler (which shares do not know). One person in twenty leaves blanks.
 */
export function simulateExam({ seed, people, bank, asked }: SimulatedExam): ComparedPaper[] {
  const roll = dice(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
  const questions = Array.from({ length: bank }, (_, index) => ({
    versionId: `v${index}`,
    difficulty: normal() - 0.8,
    separation: 0.6 + roll(),
    tempting: ['B', 'C', 'D'].map((label) => ({ label, weight: Math.exp(normal()), forTheWeak: 0.4 * normal() })),
  }));
  return Array.from({ length: people }, (_, person): ComparedPaper => {
    const ability = normal();
    const blanks = roll() < 0.05 ? 0.2 : 0.005;
    const drawn = questions
      .map((question) => ({ question, order: roll() }))
      .sort((a, b) => a.order - b.order)
      .slice(0, asked);
    return {
      id: `a${person}`,
      personId: `p${person}`,
      answers: drawn.map(({ question: { versionId, difficulty, separation, tempting } }) => {
        if (roll() < blanks) return { versionId, answer: '', right: false };
        if (roll() < 1 / (1 + Math.exp(-separation * (ability - difficulty))))
          return { versionId, answer: 'A', right: true };
        const weights = tempting.map(({ weight, forTheWeak }) => weight * Math.exp(-forTheWeak * ability));
        let at = roll() * weights.reduce((sum, weight) => sum + weight, 0);
        const chosen = tempting.find((_option, index) => (at -= weights[index] ?? 0) < 0) ?? tempting[0];
        return { versionId, answer: chosen?.label ?? 'B', right: false };
      }),
    };
  });
}

/** `copier` takes this share of the answers of `source` to the questions that both were asked. */
export function copyAnswers(papers: ComparedPaper[], source: number, copier: number, share: number, seed = 1): void {
  const roll = dice(seed);
  const [from, to] = [papers[source], papers[copier]];
  if (!from || !to) throw new RangeError('no such paper');
  const seen = new Map(from.answers.map((answer) => [answer.versionId, answer]));
  papers[copier] = {
    ...to,
    answers: to.answers.map((answer) => (roll() < share ? (seen.get(answer.versionId) ?? answer) : answer)),
  };
}
