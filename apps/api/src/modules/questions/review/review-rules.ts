import type { ReviewState } from '../question.entity.js';

/** How a question stands after something was written. */
export interface AfterWrite {
  readonly review: ReviewState;
  /** The current version is the one that papers draw from now on. */
  readonly approve: boolean;
  /** It waits for somebody else from now on. */
  readonly request: boolean;
}

/**
 * draft → in_review → approved or returned; whatever is written anew goes through it again, while papers keep the version
 * that was approved before (EXM-1). Where the bank asks for no review, what is saved is in use, unless it is a draft.
 *
 * @param before null for a new question
 */
export function afterWrite(
  before: ReviewState | null,
  write: { readonly newVersion: boolean; readonly draft: boolean; readonly reviewRequired: boolean },
): AfterWrite {
  const withdrawn = before === 'in_review' && write.draft;
  const settles = before === null || write.newVersion || before === 'draft' || before === 'returned' || withdrawn;
  if (!settles) return { review: before, approve: false, request: false };
  if (write.draft) return { review: 'draft', approve: false, request: false };
  return write.reviewRequired
    ? { review: 'in_review', approve: false, request: true }
    : { review: 'approved', approve: true, request: false };
}

export type ReviewRefusal = 'not-in-review' | 'own-work' | 'version-moved';

/**
 * May this account approve or return it? Whoever wrote the version does not review it (ASVS 2.3.5, two people); and only
 * what was read is decided upon, so a version that came in between refuses. A version that nobody wrote (the platform did)
 * may be reviewed by everybody.
 */
export function reviewRefusal(
  question: { readonly review: ReviewState; readonly versionNo: number; readonly authorId: string | null },
  reviewer: { readonly accountId: string | null; readonly versionNo: number },
): ReviewRefusal | null {
  if (question.review !== 'in_review') return 'not-in-review';
  if (question.versionNo !== reviewer.versionNo) return 'version-moved';
  if (question.authorId !== null && question.authorId === reviewer.accountId) return 'own-work';
  return null;
}
