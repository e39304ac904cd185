/** How likely each person was to get each question right, from the answers of one exam alone. Pure. */

/** Who was asked what, and whether it was right; people and questions by number from 0. */
export interface Responses {
  readonly people: number;
  readonly questions: number;
  /** Of each person: the questions asked. */
  readonly asked: readonly Int32Array[];
  /** Of each person, beside `asked`: 1 for right. */
  readonly right: readonly Uint8Array[];
}

export interface Abilities {
  readonly ability: Float64Array;
  readonly difficulty: Float64Array;
}

/** Spread of abilities and of difficulties beforehand, in logits: wide, so that twenty answers outweigh it. */
const PRIOR_SPREAD = 1.5;
const ROUNDS = 40;
const CLOSE_ENOUGH = 1e-4;
/** No step of Newton's method is longer: it would overshoot where everything is right or wrong. */
const LONGEST_STEP = 1;

/**
 * Rasch's model, P(right) = 1 / (1 + e^(difficulty - ability)), fitted to the exam by penalised joint maximum likelihood, one
 * parameter after the other by Newton's method. The penalty (a normal prior of both) keeps what little is known of a question
 * that three people were asked near the average question, and all-right papers finite.
 * Source: G. Rasch, «Probabilistic models for some intelligence and attainment tests» (1960); the prior after H. Swaminathan and
 * J. A. Gifford, «Bayesian estimation in the Rasch model», Journal of Educational Statistics 7 (1982), 175-191.
 */
export function fitAbilities({ people, questions, asked, right }: Responses): Abilities {
  const ability = new Float64Array(people);
  const difficulty = new Float64Array(questions).fill(startingDifficulty(right));
  const centre = difficulty[0] ?? 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = 0;
    const slope = new Float64Array(questions);
    const weight = new Float64Array(questions);
    for (let person = 0; person < people; person += 1) {
      moved = Math.max(moved, movePerson(person, { asked, right }, ability, difficulty));
      gather(person, { asked, right }, { ability, difficulty }, { slope, weight });
    }
    for (let question = 0; question < questions; question += 1) {
      const was = difficulty[question] ?? 0;
      const step = newton(-(slope[question] ?? 0), weight[question] ?? 0, was - centre);
      difficulty[question] = was + step;
      moved = Math.max(moved, Math.abs(step));
    }
    if (moved < CLOSE_ENOUGH) break;
  }
  return { ability, difficulty };
}

/** P(right), 0-1. */
export function chanceOfRight(ability: number, difficulty: number): number {
  return 1 / (1 + Math.exp(difficulty - ability));
}

/** The difficulty of a question that is as often right as all of them together. */
function startingDifficulty(right: readonly Uint8Array[]): number {
  const answers = right.reduce((sum, one) => sum + one.length, 0);
  const hits = right.reduce((sum, one) => sum + one.reduce((of, hit) => of + hit, 0), 0);
  return Math.log((answers - hits + 1) / (hits + 1));
}

type Given = Pick<Responses, 'asked' | 'right'>;

function movePerson(person: number, { asked, right }: Given, ability: Float64Array, difficulty: Float64Array): number {
  const was = ability[person] ?? 0;
  let slope = 0;
  let weight = 0;
  asked[person]?.forEach((question, index) => {
    const p = chanceOfRight(was, difficulty[question] ?? 0);
    slope += (right[person]?.[index] ?? 0) - p;
    weight += p * (1 - p);
  });
  const step = newton(slope, weight, was);
  ability[person] = was + step;
  return Math.abs(step);
}

/** Adds what a person's answers say about the questions that he was asked. */
function gather(
  person: number,
  { asked, right }: Given,
  { ability, difficulty }: Abilities,
  sums: { readonly slope: Float64Array; readonly weight: Float64Array },
): void {
  asked[person]?.forEach((question, index) => {
    const p = chanceOfRight(ability[person] ?? 0, difficulty[question] ?? 0);
    sums.slope[question] = (sums.slope[question] ?? 0) + (right[person]?.[index] ?? 0) - p;
    sums.weight[question] = (sums.weight[question] ?? 0) + p * (1 - p);
  });
}

/** One step of Newton's method for a parameter that lies `from` its prior mean. */
function newton(slope: number, weight: number, from: number): number {
  const precision = 1 / PRIOR_SPREAD ** 2;
  const step = (slope - from * precision) / (weight + precision);
  return Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
}
