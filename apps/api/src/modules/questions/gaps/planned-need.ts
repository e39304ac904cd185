import { isWithinKnowledge, type QuestionType } from '@zhian/question-bank';

/** What exams that are planned or under way ask of a bank. Pure. */

export interface PlannedRow {
  readonly type: QuestionType;
  /** Of one paper. */
  readonly count: number;
  /** Each of these posts must have that many questions of its own. */
  readonly postIds: readonly string[];
  /** This point and those below it; null: any. */
  readonly knowledgePoint: string | null;
}

export interface PlannedExam {
  readonly rows: readonly PlannedRow[];
  /** So many papers at a time share no question: 1 where nothing keeps them apart. */
  readonly papersApart: number;
}

/** Where the number comes from: the exam that asks for most. */
export interface PlannedNeed {
  readonly need: number;
  /** Exams that ask for such questions at all. */
  readonly exams: number;
  /** Of one paper. */
  readonly most: number;
  readonly papers: number;
}

/** The exams that ask for questions of a post, with those rows only. */
export function examsOfPost(exams: readonly PlannedExam[], postId: string): PlannedExam[] {
  return exams
    .map((exam) => ({ ...exam, rows: exam.rows.filter((row) => row.postIds.includes(postId)) }))
    .filter(({ rows }) => rows.length > 0);
}

/**
 * How many questions of this type and point (null: any) a bank must hold for every exam by itself: what one paper takes, for
 * each of the papers that share nothing. Exams may use the same questions one after another, so the greatest counts and not
 * the sum. Null: none asks.
 */
export function plannedNeed(
  exams: readonly PlannedExam[],
  type: QuestionType,
  point: string | null,
): PlannedNeed | null {
  const asked = exams.flatMap(({ rows, papersApart }) => {
    const most = rows.reduce((sum, row) => sum + (asks(row, type, point) ? row.count : 0), 0);
    return most > 0 ? [{ need: most * papersApart, most, papers: papersApart }] : [];
  });
  const [first] = asked;
  if (!first) return null;
  return { ...asked.reduce((a, b) => (b.need > a.need ? b : a), first), exams: asked.length };
}

function asks(row: PlannedRow, type: QuestionType, point: string | null): boolean {
  return row.type === type && (point === null || isWithinKnowledge(row.knowledgePoint, point));
}
