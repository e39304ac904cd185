import type { Question } from '../../shared/api/types.js';
import type { StatusKind } from '../../shared/ui/index.js';

type Standing =
  | 'retired'
  | 'hidden'
  | 'adopted'
  | 'draft'
  | 'waiting'
  | 'newWaiting'
  | 'returned'
  | 'newReturned'
  | 'newDraft'
  | 'active';

const KINDS: Readonly<Record<Standing, StatusKind>> = {
  retired: 'exempt',
  hidden: 'exempt',
  adopted: 'exempt',
  draft: 'none',
  waiting: 'due',
  newWaiting: 'due',
  returned: 'warn',
  newReturned: 'warn',
  newDraft: 'pass',
  active: 'pass',
};

/** How a question stands in this bank, in one word: whether papers may hold it, and what it waits for. */
export function standingOf(question: Pick<Question, 'status' | 'review' | 'inUseNo' | 'hidden' | 'adoptedInUse'>): {
  readonly word: Standing;
  readonly kind: StatusKind;
} {
  const word = wordOf(question);
  return { word, kind: KINDS[word] };
}

function wordOf(question: Parameters<typeof standingOf>[0]): Standing {
  if (question.status === 'retired') return 'retired';
  if (question.hidden) return 'hidden';
  if (question.adoptedInUse) return 'adopted';
  const inUse = question.inUseNo !== null;
  if (question.review === 'draft') return inUse ? 'newDraft' : 'draft';
  if (question.review === 'in_review') return inUse ? 'newWaiting' : 'waiting';
  if (question.review === 'returned') return inUse ? 'newReturned' : 'returned';
  return 'active';
}
