import type { BankItem } from './blueprint.js';
import type { ClassFlow } from './class-flow.js';
import { demandOf } from './feasibility.js';
import { solveLimited } from './limits.js';
import type { Limit, LimitedProblem } from './limits.js';
import type { Seen } from './overlap.js';
import { pickWeighted } from './plain-draw.js';
import type { Drawn } from './plain-draw.js';
import type { PreparedPool, Unit } from './prepared-pool.js';
import type { SeededStream } from './seeded-stream.js';
import { Urn } from './urn.js';

/** Units that are alike for strata and limits. */
interface LimitedClass {
  strata: readonly number[];
  required: boolean;
  group: number;
  urn: Urn<Unit>;
}

/**
 * Draws under limits that chance alone hardly meets. Places are filled in an order drawn by lot, so that no stratum uses up
 * what a limit allows; each question comes with equal chance from those that leave the rest feasible, which is decided
 * exactly for every question. Questions that are alike for strata and limits have equal chances.
 */
export class GuidedDraw {
  readonly #classes: LimitedClass[];
  readonly #limits: Limit[];
  readonly #demand: number[];
  readonly #groups: number;
  #witness: ClassFlow | null;

  constructor(
    private readonly prepared: PreparedPool,
    seen: readonly Seen[],
    private readonly stream: SeededStream,
  ) {
    const { classes, groups, limits } = limitedClasses(prepared, seen);
    this.#classes = classes.map(({ strata, required, group, units }) => ({
      strata,
      required,
      group,
      urn: new Urn(units),
    }));
    this.#limits = limits;
    this.#groups = groups;
    this.#demand = demandOf(prepared.blueprint);
    this.#witness = solveLimited(this.#problem());
  }

  /** False when no paper keeps all limits. */
  get feasible(): boolean {
    return this.#witness !== null;
  }

  run(): Drawn[] {
    const drawn: Drawn[] = [];
    while (this.#demand.some((places) => places > 0)) drawn.push(this.#drawOne());
    return drawn;
  }

  #drawOne(): Drawn {
    const stratum = pickWeighted(this.stream, this.#demand);
    let candidates = this.#classes.flatMap((found, at) =>
      found.urn.size > 0 && found.strata.includes(stratum) ? [at] : [],
    );
    while (candidates.length > 0) {
      const at = candidates[
        pickWeighted(
          this.stream,
          candidates.map((index) => this.#classes[index]?.urn.size ?? 0),
        )
      ] as number;
      const witness = this.#witnessWith(at, stratum);
      if (witness) {
        this.#witness = witness;
        return this.#take(at, stratum);
      }
      candidates = candidates.filter((other) => other !== at);
    }
    throw new Error('a feasible blueprint ran out of questions');
  }

  /** A proof that the rest can be filled after this class has given a unit to this stratum; null when there is none. */
  #witnessWith(at: number, stratum: number): ClassFlow | null {
    const near = this.#witness?.copy();
    if (near?.force(at, stratum) && this.#keeps(near)) {
      near.take(at, stratum);
      return near;
    }
    const problem = this.#problem();
    const group = this.#classes[at]?.group ?? 0;
    return solveLimited({
      ...problem,
      classes: problem.classes.map((found, index) => (index === at ? { ...found, size: found.size - 1 } : found)),
      demand: problem.demand.map((places, index) => places - (index === stratum ? 1 : 0)),
      limits: this.#limits.map((limit) => without(limit, group)),
    });
  }

  #keeps(flow: ClassFlow): boolean {
    return (
      flow.left.every((units, at) => units === 0 || !this.#classes[at]?.required) &&
      this.#limits.every(
        ({ coefficients, bound }) =>
          coefficients.reduce((sum, factor, group) => sum + factor * (flow.placed[group] ?? 0), 0) <= bound,
      )
    );
  }

  #take(at: number, stratum: number): Drawn {
    const { urn, group } = this.#classes[at] as LimitedClass;
    const unit = urn.take(this.stream.below(urn.size));
    const suitable = unit.items.filter((item) => this.prepared.fits(item, stratum));
    this.#demand[stratum] = (this.#demand[stratum] ?? 0) - 1;
    this.#limits.forEach((limit, index) => {
      this.#limits[index] = without(limit, group);
    });
    return { stratum, unit, item: suitable[this.stream.below(suitable.length)] as BankItem };
  }

  #problem(): LimitedProblem {
    return {
      classes: this.#classes.map(({ strata, required, group, urn }) => ({ strata, required, group, size: urn.size })),
      demand: this.#demand,
      groups: this.#groups,
      limits: this.#limits,
    };
  }
}

function without(limit: Limit, group: number): Limit {
  return { ...limit, bound: limit.bound - (limit.coefficients[group] ?? 0) };
}

/** Classes split by what the limits count; a group is what counts alike. */
function limitedClasses(
  prepared: PreparedPool,
  seen: readonly Seen[],
): {
  classes: { strata: readonly number[]; required: boolean; group: number; units: Unit[] }[];
  groups: number;
  limits: Limit[];
} {
  const wanted = prepared.blueprint.atLeastCriteria ?? 0;
  const marksOf = new Map<Unit, number>();
  seen.forEach(({ units }, index) => {
    for (const unit of units) marksOf.set(unit, (marksOf.get(unit) ?? 0) + 2 ** (index + 1));
  });
  const groupOf = new Map<number, number>();
  const classes = prepared.classes.flatMap(({ strata, required, criteria, units }) => {
    const byMarks = new Map<number, Unit[]>();
    for (const unit of units) {
      const marks = (marksOf.get(unit) ?? 0) + (criteria ? 1 : 0);
      const found = byMarks.get(marks);
      if (found) found.push(unit);
      else byMarks.set(marks, [unit]);
    }
    return [...byMarks.entries()]
      .sort(([a], [b]) => a - b)
      .map(([marks, found]) => {
        if (!groupOf.has(marks)) groupOf.set(marks, groupOf.size);
        return { strata, required, group: groupOf.get(marks) ?? 0, units: found };
      });
  });
  const marks = [...groupOf.keys()];
  const counting = (bit: number, sign: number): number[] =>
    marks.map((found) => (Math.floor(found / bit) % 2 === 1 ? sign : 0));
  const limits = seen.map(({ most }, index): Limit => ({ coefficients: counting(2 ** (index + 1), 1), bound: most }));
  if (wanted > 0) limits.push({ coefficients: counting(1, -1), bound: -wanted });
  return { classes, groups: marks.length, limits };
}
