import { KNOWLEDGE_SEPARATOR, type QuestionType } from '@zhian/question-bank';

/** What exams that are planned or under way ask of a bank. Pure. */

export interface PlannedRow {
  readonly type: QuestionType;
  /** Of one paper. */
  readonly count: number;
  /** Each of these posts must have that many questions of its own. */
  readonly postIds: ReadonlySet<string>;
  /** This point and those below it; null: any. */
  readonly knowledgePoint: string | null;
}

export interface PlannedExam {
  readonly rows: readonly PlannedRow[];
  /** So many papers at a time share no question: 1 where nothing keeps them apart. */
  readonly papersApart: number;
}

/** Where the number of a cell comes from: the exam that asks for most. */
export interface PlannedNeed {
  readonly need: number;
  /** Exams that ask for such questions at all. */
  readonly exams: number;
  /** Of one paper. */
  readonly most: number;
  readonly papers: number;
}

/** Numbers by type and knowledge point; a matrix has thousands of cells, so each is looked up and not searched for. */
export class ByCell<T> {
  private readonly cells = new Map<string, T>();

  /** @param point null: whatever the point */
  get(type: QuestionType, point: string | null): T | undefined {
    return this.cells.get(keyOf(type, point));
  }

  change(type: QuestionType, point: string | null, next: (before: T | undefined) => T): void {
    const key = keyOf(type, point);
    this.cells.set(key, next(this.cells.get(key)));
  }
}

function keyOf(type: QuestionType, point: string | null): string {
  return `${type} ${point ?? ''}`;
}

/** A knowledge point and all above it, and null for whatever the point: the cells in which its questions count. */
export function cellsAbove(point: string | null): (string | null)[] {
  const levels = point?.split(KNOWLEDGE_SEPARATOR) ?? [];
  return [null, ...levels.map((_, index) => levels.slice(0, index + 1).join(KNOWLEDGE_SEPARATOR))];
}

/**
 * The questions that each cell of a post must hold for every exam by itself: what one paper takes, for each of the papers that
 * share nothing. Exams may use the same questions one after another, so the greatest counts and not the sum.
 */
export function plannedNeeds(exams: readonly PlannedExam[], postId: string): ByCell<PlannedNeed> {
  const needs = new ByCell<PlannedNeed>();
  for (const { rows, papersApart: papers } of exams) {
    const taken = new Map<QuestionType, Map<string | null, number>>();
    for (const { type, count, postIds, knowledgePoint } of rows) {
      if (!postIds.has(postId)) continue;
      const ofType = taken.get(type) ?? new Map<string | null, number>();
      taken.set(type, ofType);
      for (const point of cellsAbove(knowledgePoint)) ofType.set(point, (ofType.get(point) ?? 0) + count);
    }
    for (const [type, ofType] of taken)
      for (const [point, most] of ofType)
        needs.change(type, point, (before) => greater(before, { need: most * papers, exams: 1, most, papers }));
  }
  return needs;
}

function greater(before: PlannedNeed | undefined, found: PlannedNeed): PlannedNeed {
  if (!before) return found;
  return { ...(found.need > before.need ? found : before), exams: before.exams + 1 };
}
