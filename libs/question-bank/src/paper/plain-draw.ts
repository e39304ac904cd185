import type { BankItem } from './blueprint.js';
import { ClassFlow } from './class-flow.js';
import { demandOf } from './feasibility.js';
import { canFill, canPlaceAll } from './matching.js';
import type { PreparedPool, Unit } from './prepared-pool.js';
import type { SeededStream } from './seeded-stream.js';
import { Urn } from './urn.js';

export interface Drawn {
  stratum: number;
  unit: Unit;
  item: BankItem;
}

/** A complete flow of all units, found once per pool: the witness that every draw starts from. */
const witnesses = new WeakMap<PreparedPool, ClassFlow>();

/**
 * Stratum by stratum in blueprint order, each question drawn with equal chance from those that leave the rest of the
 * blueprint feasible. The pool must be feasible. The order in which numbers are taken from the stream is a promise.
 */
export class PlainDraw {
  readonly #urns: Urn<Unit>[];
  readonly #demand: number[];
  readonly #drawn: Drawn[] = [];
  #witness: ClassFlow | null = null;

  constructor(
    private readonly prepared: PreparedPool,
    private readonly stream: SeededStream,
  ) {
    this.#urns = prepared.classes.map((found) => new Urn(found.units));
    this.#demand = demandOf(prepared.blueprint);
  }

  run(): Drawn[] {
    this.prepared.classes.forEach((found, at) => {
      if (found.required) while ((this.#urns[at]?.size ?? 0) > 0) this.#placeRequired(at);
    });
    this.#witness = this.#drawn.length > 0 ? this.#findWitness() : witnessOf(this.prepared).copy();
    for (let stratum = 0; stratum < this.#demand.length; stratum += 1) {
      while ((this.#demand[stratum] ?? 0) > 0) this.#drawOne(stratum);
    }
    return this.#drawn;
  }

  /** Puts a required question into one of its strata, each free place equally likely, if the rest stays feasible. */
  #placeRequired(at: number): void {
    let strata = (this.prepared.classes[at]?.strata ?? []).filter((stratum) => (this.#demand[stratum] ?? 0) > 0);
    while (strata.length > 0) {
      const stratum = strata[
        pickWeighted(
          this.stream,
          strata.map((index) => this.#demand[index] ?? 0),
        )
      ] as number;
      if (this.#staysFeasible(at, stratum)) return this.#take(at, 0, stratum);
      strata = strata.filter((other) => other !== stratum);
    }
    throw new Error('a feasible blueprint lost its required question');
  }

  #drawOne(stratum: number): void {
    let candidates = (this.prepared.byStratum[stratum] ?? []).filter((at) => (this.#urns[at]?.size ?? 0) > 0);
    while (candidates.length > 0) {
      const sizes = candidates.map((at) => this.#urns[at]?.size ?? 0);
      const at = candidates[pickWeighted(this.stream, sizes)] as number;
      if (this.#witness?.force(at, stratum)) {
        this.#witness.take(at, stratum);
        return this.#take(at, this.stream.below(this.#urns[at]?.size ?? 1), stratum);
      }
      candidates = candidates.filter((other) => other !== at);
    }
    throw new Error('a feasible blueprint ran out of questions');
  }

  #staysFeasible(at: number, stratum: number): boolean {
    const nodes = this.#nodes().map((node, index) => (index === at ? { ...node, size: node.size - 1 } : node));
    const demand = this.#demand.map((wanted, index) => wanted - (index === stratum ? 1 : 0));
    const required = nodes.filter((node) => node.required && node.size > 0);
    return canFill(nodes, demand) && canPlaceAll(required, demand);
  }

  #nodes(): { strata: readonly number[]; size: number; required: boolean; group: number }[] {
    return this.prepared.classes.map(({ strata, required }, at) => ({
      strata,
      required,
      size: this.#urns[at]?.size ?? 0,
      group: 0,
    }));
  }

  #findWitness(): ClassFlow {
    return completeFlow(new ClassFlow(this.#nodes(), this.#demand));
  }

  #take(at: number, index: number, stratum: number): void {
    const unit = (this.#urns[at] as Urn<Unit>).take(index);
    this.#drawn.push({ stratum, unit, item: this.#oneOf(unit.items, stratum) });
    this.#demand[stratum] = (this.#demand[stratum] ?? 0) - 1;
  }

  /** Of near-duplicates one that fits. A unit of one question fits, or it would not be of this class. */
  #oneOf(items: readonly BankItem[], stratum: number): BankItem {
    const suitable = items.length === 1 ? items : items.filter((item) => this.prepared.fits(item, stratum));
    return suitable[this.stream.below(suitable.length)] as BankItem;
  }
}

/** An index, with chances in proportion to the weights. */
export function pickWeighted(stream: SeededStream, weights: readonly number[]): number {
  let rest = stream.below(weights.reduce((sum, weight) => sum + weight, 0));
  return weights.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
}

function witnessOf(prepared: PreparedPool): ClassFlow {
  const known = witnesses.get(prepared);
  if (known) return known;
  const classes = prepared.classes.map(({ strata, size, required }) => ({ strata, size, required, group: 0 }));
  const found = completeFlow(new ClassFlow(classes, demandOf(prepared.blueprint)));
  witnesses.set(prepared, found);
  return found;
}

function completeFlow(flow: ClassFlow): ClassFlow {
  flow.pushGroup(0, Infinity);
  if (!flow.complete) throw new Error('the blueprint is not feasible');
  return flow;
}
