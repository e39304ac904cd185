import { QUESTION_TYPES } from '../model/question.js';
import type { QuestionType } from '../model/question.js';
import { asksCriteria } from './blueprint.js';
import type { BankItem, Blueprint, DrawAlgorithm, Shortage } from './blueprint.js';
import { checkPrepared } from './feasibility.js';
import { GuidedDraw } from './guided-draw.js';
import { optionOrder } from './option-order.js';
import { decidingContext, seenBefore } from './overlap.js';
import type { DrawContext, Seen } from './overlap.js';
import { PlainDraw } from './plain-draw.js';
import type { Drawn } from './plain-draw.js';
import { preparePool } from './prepared-pool.js';
import type { PreparedPool } from './prepared-pool.js';
import { SeededStream } from './seeded-stream.js';

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

/** What a paper depends on beside blueprint, pool and seed. */
export interface PaperContext extends DrawContext {
  ownPostIds?: readonly string[];
}

export interface Paper {
  algorithm: DrawAlgorithm;
  seed: string;
  /** Left out when the blueprint asks for none of it. */
  context?: PaperContext;
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

/** Chance is asked so often whether it meets the limits by itself; only then is it guided. */
const TRIES = 16;

/**
 * Draws one paper: a pure function of blueprint, the set of items, context, seed and the two switches, whatever the order of
 * the pool. Stratum by stratum in blueprint order, each question is drawn with equal chance from those that leave the
 * rest of the blueprint feasible (near-duplicates share one chance), so a feasible blueprint always gives a paper and
 * disjoint strata are simple random samples. Where limits hold (questions about criteria, overlap), whole papers are drawn
 * until one keeps them, which leaves every such paper its chance; after {@link TRIES} papers a {@link GuidedDraw} decides.
 * Types stand in the order single, multiple, true/false; inside a type the blueprint's order with questions in the order of
 * their versionId, or shuffled.
 *
 * @throws InfeasibleBlueprintError with the shortages
 * @throws RangeError for a seed that is not 32 bytes, or a blueprint that {@link assertBlueprint} refuses
 */
export function drawPaper(
  input: DrawOptions & { blueprint: Blueprint; pool: readonly BankItem[]; context?: PaperContext },
): Paper {
  return drawFromPrepared(preparePool(input.blueprint, input.pool, input.context?.ownPostIds), input);
}

/** {@link drawPaper} for a pool prepared once per session and set of posts. */
export function drawFromPrepared(prepared: PreparedPool, options: DrawOptions & { context?: DrawContext }): Paper {
  const feasibility = checkPrepared(prepared);
  if (!feasibility.feasible) throw new InfeasibleBlueprintError(feasibility.shortages);
  const context = options.context ?? {};
  const drawn = draw(prepared, options.seed, seenBefore(prepared, context));
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
  const deciding: PaperContext = {
    ...(prepared.blueprint.strata.some((stratum) => stratum.ownPost)
      ? { ownPostIds: [...prepared.ownPostIds].sort() }
      : {}),
    ...decidingContext(prepared, context),
  };
  return {
    algorithm: prepared.algorithm,
    seed: options.seed,
    ...(Object.keys(deciding).length > 0 ? { context: deciding } : {}),
    slots,
    totalPoints: slots.reduce((sum, slot) => sum + slot.points, 0),
  };
}

/** The paper that comes of the same seed, context and algorithm: an auditor compares it with the one that was sat. */
export function redrawPaper(
  paper: Pick<Paper, 'algorithm' | 'seed' | 'context'>,
  from: { blueprint: Blueprint; pool: readonly BankItem[]; shuffleOptions: boolean; shuffleQuestions: boolean },
): Paper {
  return drawPaper({
    ...from,
    blueprint: { ...from.blueprint, algorithm: paper.algorithm },
    seed: paper.seed,
    ...(paper.context ? { context: paper.context } : {}),
  });
}

function draw(prepared: PreparedPool, seed: string, seen: readonly Seen[]): Drawn[] {
  const tries = seen.length > 0 || (prepared.blueprint.atLeastCriteria ?? 0) > 0 ? TRIES : 1;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const label = attempt === 0 ? 'questions' : `questions:${attempt}`;
    const drawn = new PlainDraw(prepared, new SeededStream(seed, label)).run();
    if (tries === 1 || keepsLimits(prepared, drawn, seen)) return drawn;
  }
  const guided = new GuidedDraw(prepared, seen, new SeededStream(seed, 'guided'));
  if (!guided.feasible) throw new InfeasibleBlueprintError([seenShortage(seen)]);
  return guided.run();
}

function keepsLimits(prepared: PreparedPool, drawn: readonly Drawn[], seen: readonly Seen[]): boolean {
  const wanted = prepared.blueprint.atLeastCriteria ?? 0;
  return (
    seen.every(({ units, most }) => drawn.filter(({ unit }) => units.has(unit)).length <= most) &&
    (wanted === 0 || drawn.filter(({ item }) => asksCriteria(item)).length >= wanted)
  );
}

function seenShortage(seen: readonly Seen[]): Shortage {
  const whose = [...new Set(seen.map(({ of }) => (of === 'neighbour' ? '邻座的题' : '上次考过的题')))].join('和');
  const most = Math.min(...seen.map((set) => set.most));
  const message = `避开${whose}以后，题库里的题不够组成一份卷子。`;
  return { stratumIndexes: [], required: 0, available: most, rule: 'overlap', message };
}

function arrange(drawn: readonly Drawn[], stream: SeededStream | null): Drawn[] {
  return QUESTION_TYPES.flatMap((type) => {
    const ofType = drawn.filter(({ item }) => item.type === type);
    const sorted = ofType.sort((a, b) => a.stratum - b.stratum || (a.item.versionId < b.item.versionId ? -1 : 1));
    return stream === null ? sorted : stream.shuffled(sorted);
  });
}
