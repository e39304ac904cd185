import { knowledgePath, type QuestionCategory } from '@zhian/question-bank';
import type { QuestionRow } from '../question.entity.js';
import { afterWrite } from '../review/review-rules.js';

/** What a bulk change says: a tag named is set, null clears it, a tag left out stays. */
export interface TagChange {
  readonly category?: QuestionCategory | null | undefined;
  readonly knowledgePoint?: string | null | undefined;
  readonly difficulty?: number | null | undefined;
  readonly field?: string | null | undefined;
  readonly criteriaClause?: string | null | undefined;
  readonly sourceClause?: string | null | undefined;
  readonly addPostIds?: readonly string[] | undefined;
  readonly removePostIds?: readonly string[] | undefined;
  readonly status?: 'active' | 'retired' | undefined;
  /** Of shared questions: in or out of the papers of this bank. */
  readonly hidden?: boolean | undefined;
  readonly requestReview?: boolean | undefined;
}

export const TAG_COLUMNS = [
  'category',
  'knowledgePoint',
  'difficulty',
  'field',
  'criteriaClause',
  'sourceClause',
] as const;
type Column = (typeof TAG_COLUMNS)[number];

/** One of the questions chosen, as far as the rule needs it. */
export interface ChosenQuestion extends Pick<QuestionRow, Column | 'id' | 'status' | 'review' | 'fingerprint'> {
  readonly own: boolean;
  readonly hidden: boolean;
  readonly postIds: readonly string[];
}

/** How a question stands afterwards. */
export interface ChangedQuestion extends Pick<QuestionRow, Column | 'id' | 'status' | 'review'> {
  readonly own: boolean;
  readonly hidden: boolean;
  readonly postIds: readonly string[];
  /** Its current version is what papers draw from now on. */
  readonly approve: boolean;
  readonly request: boolean;
}

export type ChangeRefusal = 'shared' | 'own' | 'twin-active';

export const CHANGE_REFUSALS: Readonly<Record<ChangeRefusal, string>> = {
  shared: '上级共享的题，由出题单位来改。可以引用到本单位再改，或者不用在本单位的卷子里。',
  own: '本单位自己的题，不想用就停用。',
  'twin-active': '题库里有一道一样的题正在用，不用再恢复。',
};

/** Does it change anything of questions that the bank owns? */
function touchesOwn(change: TagChange): boolean {
  const { hidden: _, ...own } = change;
  return Object.values(own).some((value) => value !== undefined && value !== false);
}

/**
 * What becomes of one question; null when nothing does.
 *
 * @param twins fingerprints that an active question of the bank has; of several chosen ones with the same, the first is
 *   restored
 */
export function changeOf(
  question: ChosenQuestion,
  change: TagChange,
  bank: { readonly reviewRequired: boolean; readonly twins: ReadonlySet<string> },
): ChangedQuestion | ChangeRefusal | null {
  if (!question.own && touchesOwn(change)) return 'shared';
  if (question.own && change.hidden !== undefined) return 'own';
  const status = change.status ?? question.status;
  if (status === 'active' && question.status === 'retired' && bank.twins.has(question.fingerprint))
    return 'twin-active';
  const review = afterWrite(change.requestReview ? question.review : 'approved', {
    newVersion: false,
    draft: false,
    reviewRequired: bank.reviewRequired,
  });
  const removed = new Set(change.removePostIds);
  const after: ChangedQuestion = {
    id: question.id,
    own: question.own,
    status,
    review: change.requestReview ? review.review : question.review,
    approve: review.approve,
    request: review.request,
    hidden: change.hidden ?? question.hidden,
    postIds: [...new Set([...question.postIds, ...(change.addPostIds ?? [])])].filter((id) => !removed.has(id)).sort(),
    category: change.category === undefined ? question.category : change.category,
    knowledgePoint:
      change.knowledgePoint === undefined ? question.knowledgePoint : knowledgePath(change.knowledgePoint),
    difficulty: change.difficulty === undefined ? question.difficulty : change.difficulty,
    field: change.field === undefined ? question.field : change.field,
    criteriaClause: textOr(question.criteriaClause, change.criteriaClause),
    sourceClause: textOr(question.sourceClause, change.sourceClause),
  };
  const same =
    TAG_COLUMNS.every((column) => after[column] === question[column]) &&
    after.status === question.status &&
    after.review === question.review &&
    after.hidden === question.hidden &&
    after.postIds.join() === [...question.postIds].sort().join();
  return same ? null : after;
}

function textOr(now: string | null, given: string | null | undefined): string | null {
  return given === undefined ? now : given?.trim() || null;
}
