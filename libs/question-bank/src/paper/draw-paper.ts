import { QUESTION_TYPES } from '../model/question.js';
import type { QuestionType } from '../model/question.js';
import { fits } from './blueprint.js';
import type { BankItem, Blueprint, Shortage } from './blueprint.js';
import { checkPrepared } from './feasibility.js';
import { canFill, canPlaceAll } from './matching.js';
import { optionOrder } from './option-order.js';
import { preparePool } from './prepared-pool.js';
import type { PreparedPool, Unit } from './prepared-pool.js';
import { SeededStream } from './seeded-stream.js';

export const DRAW_ALGORITHM = 'zhian-draw-1';

export interface PaperSlot {
  /** 1-based place in the paper. */
  slot: number;
  versionId: string;
  questionId: string;
  type: QuestionType;
  /** Hundredths of a point. */
  points: number;
  /** Displayed position → index in the stored options. */
  optionOrder: number[];
}

export interface Paper {
  algorithm: typeof DRAW_ALGORITHM;
  seed: string;
  slots: PaperSlot[];
  /** Hundredths of a point. */
  totalPoints: number;
}

export interface DrawOptions {
  /** 32 bytes in hexadecimal, unpredictable, made by the caller and never shown to a candidate. */
  seed: string;
  shuffleOptions: boolean;
  shuffleQuestions: boolean;
}

/** The blueprint cannot be met by this pool. */
export class InfeasibleBlueprintError extends Error {
  constructor(readonly shortages: Shortage[]) {
    super(shortages.map((shortage) => shortage.message).join(' '));
    this.name = 'InfeasibleBlueprintError';
  }
}

/**
 * Draws one paper: a pure function of blueprint, the set of items, seed and the two switches, whatever the order of
 * the pool. Stratum by stratum in blueprint order, each question is drawn with equal chance from those that leave the
 * rest of the blueprint feasible (near-duplicates share one chance), so a feasible blueprint always gives a paper and
 * disjoint strata are simple random samples. Types stand in the order single, multiple, true/false; inside a type the
 * blueprint's order with questions in the order of their versionId, or shuffled.
 *
 * @throws InfeasibleBlueprintError with the shortages
 * @throws RangeError for a seed that is not 32 bytes, or counts and points that are not non-negative integers
 */
export function drawPaper(input: DrawOptions & { blueprint: Blueprint; pool: readonly BankItem[] }): Paper {
  return drawFromPrepared(preparePool(input.blueprint, input.pool), input);
}

interface Drawn {
  stratum: number;
  item: BankItem;
}

/** {@link drawPaper} for a pool prepared once per session. */
export function drawFromPrepared(prepared: PreparedPool, options: DrawOptions): Paper {
  const questions = new SeededStream(options.seed, 'questions');
  const feasibility = checkPrepared(prepared);
  if (!feasibility.feasible) throw new InfeasibleBlueprintError(feasibility.shortages);
  const drawn = new Draw(prepared, questions).run();
  const ordered = arrange(drawn, options.shuffleQuestions ? new SeededStream(options.seed, 'order') : null);
  const slots = ordered.map(({ stratum, item }, index): PaperSlot => {
    const stream = options.shuffleOptions ? new SeededStream(options.seed, `options:${item.versionId}`) : null;
    return {
      slot: index + 1,
      versionId: item.versionId,
      questionId: item.questionId,
      type: item.type,
      points: prepared.blueprint.strata[stratum]?.points ?? 0,
      optionOrder: optionOrder(item.type, item.optionTexts, stream),
    };
  });
  return {
    algorithm: DRAW_ALGORITHM,
    seed: options.seed,
    slots,
    totalPoints: slots.reduce((sum, slot) => sum + slot.points, 0),
  };
}

function arrange(drawn: readonly Drawn[], stream: SeededStream | null): Drawn[] {
  return QUESTION_TYPES.flatMap((type) => {
    const ofType = drawn.filter(({ item }) => item.type === type);
    const sorted = ofType.sort((a, b) => a.stratum - b.stratum || (a.item.versionId < b.item.versionId ? -1 : 1));
    return stream === null ? sorted : stream.shuffled(sorted);
  });
}

/** The mutable state of one draw: what is left to fill and to fill it with. */
class Draw {
  readonly #classes: { strata: readonly number[]; required: boolean; units: Unit[] }[];
  readonly #demand: number[];
  readonly #drawn: Drawn[] = [];
  readonly #contested: boolean[];

  constructor(
    private readonly prepared: PreparedPool,
    private readonly stream: SeededStream,
  ) {
    this.#classes = prepared.classes.map((found) => ({ ...found, units: [...found.units] }));
    this.#demand = prepared.blueprint.strata.map((stratum) => stratum.count);
    // Only where strata share units can a draw for one make another impossible.
    this.#contested = prepared.blueprint.strata.map((_, index) =>
      prepared.classes.some((found) => found.strata.length > 1 && found.strata.includes(index)),
    );
  }

  run(): Drawn[] {
    this.#classes.forEach((found, at) => {
      if (found.required) while (found.units.length > 0) this.#placeRequired(at);
    });
    for (let stratum = 0; stratum < this.#demand.length; stratum += 1) {
      while ((this.#demand[stratum] ?? 0) > 0) this.#drawOne(stratum);
    }
    return this.#drawn;
  }

  /** Puts a required question into one of its strata, each free place equally likely, if the rest stays feasible. */
  #placeRequired(at: number): void {
    let strata = (this.#classes[at]?.strata ?? []).filter((stratum) => (this.#demand[stratum] ?? 0) > 0);
    while (strata.length > 0) {
      const stratum = strata[this.#pickWeighted(strata.map((index) => this.#demand[index] ?? 0))] as number;
      if (this.#staysFeasible(at, stratum)) return this.#take(at, 0, stratum);
      strata = strata.filter((other) => other !== stratum);
    }
    throw new Error('a feasible blueprint lost its required question');
  }

  #drawOne(stratum: number): void {
    let candidates = this.#classes.flatMap((found, at) =>
      found.strata.includes(stratum) && found.units.length > 0 ? [at] : [],
    );
    while (candidates.length > 0) {
      const sizes = candidates.map((at) => this.#classes[at]?.units.length ?? 0);
      const at = candidates[this.#pickWeighted(sizes)] as number;
      if (!this.#contested[stratum] || this.#staysFeasible(at, stratum)) {
        return this.#take(at, this.stream.below(this.#classes[at]?.units.length ?? 1), stratum);
      }
      candidates = candidates.filter((other) => other !== at);
    }
    throw new Error('a feasible blueprint ran out of questions');
  }

  #pickWeighted(weights: readonly number[]): number {
    let rest = this.stream.below(weights.reduce((sum, weight) => sum + weight, 0));
    return weights.findIndex((weight) => {
      rest -= weight;
      return rest < 0;
    });
  }

  #staysFeasible(at: number, stratum: number): boolean {
    const nodes = this.#classes.map((found, index) => ({
      strata: found.strata,
      required: found.required,
      size: found.units.length - (index === at ? 1 : 0),
    }));
    const demand = this.#demand.map((wanted, index) => wanted - (index === stratum ? 1 : 0));
    const required = nodes.filter((node) => node.required && node.size > 0);
    return canFill(nodes, demand) && canPlaceAll(required, demand);
  }

  #take(at: number, index: number, stratum: number): void {
    const units = this.#classes[at]?.units ?? [];
    const unit = units[index] as Unit;
    units[index] = units.at(-1) as Unit;
    units.pop();
    const rule = this.prepared.blueprint.strata[stratum];
    const suitable = rule === undefined ? [] : unit.items.filter((item) => fits(item, rule));
    this.#drawn.push({ stratum, item: suitable[this.stream.below(suitable.length)] as BankItem });
    this.#demand[stratum] = (this.#demand[stratum] ?? 0) - 1;
  }
}
