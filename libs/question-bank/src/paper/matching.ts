/** Units with the same set of strata are interchangeable, so the flow runs over classes instead of questions. */
export interface ClassNode {
  /** Indexes of the strata that a unit of this class can fill. */
  strata: readonly number[];
  /** Units left in this class. */
  size: number;
}

export interface Assignment {
  /** Per stratum, how many questions stay unfilled in a maximum assignment. */
  unmet: number[];
  /** Strata that compete for the same too few units as the given deficient stratum (itself included). */
  rivals: (stratum: number) => Set<number>;
}

/**
 * Maximum b-matching of units to strata: each unit once, each stratum at most `demand` times. Augmenting paths in the
 * class graph; exact. Sizes are bounded by strata × classes, not by the size of the bank.
 */
export function assign(classes: readonly ClassNode[], demand: readonly number[]): Assignment {
  const left = classes.map((node) => node.size);
  const flow = classes.map(() => new Map<number, number>());
  const unmet = [...demand];
  const byStratum: number[][] = demand.map(() => []);
  classes.forEach((node, index) => node.strata.forEach((stratum) => byStratum[stratum]?.push(index)));
  const graph = { classes, left, flow, byStratum };
  for (let stratum = 0; stratum < demand.length; stratum += 1) {
    while ((unmet[stratum] ?? 0) > 0) {
      const moved = augment(graph, stratum, unmet[stratum] ?? 0);
      if (moved === 0) break;
      unmet[stratum] = (unmet[stratum] ?? 0) - moved;
    }
  }
  return { unmet, rivals: (stratum) => search(graph, stratum).reached };
}

interface Graph {
  classes: readonly ClassNode[];
  left: number[];
  flow: Map<number, number>[];
  byStratum: number[][];
}

interface Step {
  /** The stratum that takes a unit of `via` from the stratum this step belongs to. */
  taker: number;
  via: number;
}

/** Breadth-first from a stratum that wants one more: through a class to the strata that hold units of it. */
function search(graph: Graph, from: number): { reached: Set<number>; steps: Map<number, Step>; end?: Step } {
  const reached = new Set([from]);
  const steps = new Map<number, Step>();
  const seenClass = new Set<number>();
  for (const taker of reached) {
    for (const via of graph.byStratum[taker] ?? []) {
      if (seenClass.has(via)) continue;
      seenClass.add(via);
      if ((graph.left[via] ?? 0) > 0) return { reached, steps, end: { taker, via } };
      for (const [holder, amount] of graph.flow[via] ?? []) {
        if (amount > 0 && !reached.has(holder)) {
          reached.add(holder);
          steps.set(holder, { taker, via });
        }
      }
    }
  }
  return { reached, steps };
}

function augment(graph: Graph, from: number, wanted: number): number {
  const { steps, end } = search(graph, from);
  if (end === undefined) return 0;
  const path: { holder: number; step: Step }[] = [];
  for (let holder = end.taker; holder !== from;) {
    const step = steps.get(holder) as Step;
    path.push({ holder, step });
    holder = step.taker;
  }
  const amount = path.reduce(
    (least, { holder, step }) => Math.min(least, graph.flow[step.via]?.get(holder) ?? 0),
    Math.min(wanted, graph.left[end.via] ?? 0),
  );
  graph.left[end.via] = (graph.left[end.via] ?? 0) - amount;
  shift(graph.flow[end.via], end.taker, amount);
  for (const { holder, step } of path) {
    shift(graph.flow[step.via], holder, -amount);
    shift(graph.flow[step.via], step.taker, amount);
  }
  return amount;
}

function shift(flow: Map<number, number> | undefined, stratum: number, amount: number): void {
  flow?.set(stratum, (flow.get(stratum) ?? 0) + amount);
}

/** True when every stratum can be filled. */
export function canFill(classes: readonly ClassNode[], demand: readonly number[]): boolean {
  return assign(classes, demand).unmet.every((missing) => missing === 0);
}

/** True when every unit of these classes can be placed in some stratum. */
export function canPlaceAll(classes: readonly ClassNode[], demand: readonly number[]): boolean {
  return placeable(classes, demand) === classes.reduce((sum, node) => sum + node.size, 0);
}

/** How many units of these classes can be placed at once. */
export function placeable(classes: readonly ClassNode[], demand: readonly number[]): number {
  const { unmet } = assign(classes, demand);
  return demand.reduce((sum, wanted, index) => sum + wanted - (unmet[index] ?? 0), 0);
}
