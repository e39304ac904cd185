import { useQuery } from '@tanstack/react-query';
import type { Question } from '../../shared/api/types.js';
import { countQuestions } from './api.js';

/** What can be done with many questions at once, and which questions it changes; the others stay as they are. */
export const BULK_DEEDS = ['tags', 'send', 'restore', 'hide', 'show', 'retire'] as const;
export type BulkDeed = (typeof BULK_DEEDS)[number];
export type BulkCounts = Readonly<Record<BulkDeed, number>>;

type Filter = Readonly<Record<string, string>>;

/** The same said as filters of the bank: a question that any of them finds is changed. */
const changed: Readonly<Record<BulkDeed, readonly Filter[]>> = {
  tags: [{ source: 'own' }],
  send: [
    { source: 'own', review: 'draft' },
    { source: 'own', review: 'returned' },
  ],
  restore: [{ source: 'own', status: 'retired' }],
  hide: [{ source: 'shared', hidden: 'no' }],
  show: [{ source: 'shared', hidden: 'yes' }],
  retire: [{ source: 'own', status: 'active' }],
};

type Row = Pick<Question, 'id' | 'own' | 'status' | 'review' | 'hidden'>;

const standing = ({ own, status, review, hidden }: Row): Filter => ({
  source: own ? 'own' : 'shared',
  hidden: hidden ? 'yes' : 'no',
  status,
  review,
});

/** Does the deed change this question? */
export function isChangedBy(deed: BulkDeed, row: Row): boolean {
  const stands = standing(row);
  return changed[deed].some((filter) => Object.entries(filter).every(([key, value]) => stands[key] === value));
}

/** How many of these each deed changes. */
export function countDeeds(rows: readonly Row[]): BulkCounts {
  return countsOf((deed) => rows.filter((row) => isChangedBy(deed, row)).length);
}

/** The filters that find what a deed changes of what `filter` finds; none where the two exclude each other. */
export function narrowed(deed: BulkDeed, filter: Filter): readonly Filter[] {
  return changed[deed]
    .filter((one) => Object.entries(one).every(([key, value]) => (filter[key] ?? value) === value))
    .map((one) => ({ ...filter, ...one }));
}

/** How many of all that the filters find each deed changes; asked of the server. */
export function useDeedCounts(organisationId: string, filter: Filter, enabled: boolean): BulkCounts | undefined {
  return useQuery({
    queryKey: ['office', 'questions', 'bulk-counts', organisationId, filter],
    queryFn: async ({ signal }) => {
      const count = async (deed: BulkDeed): Promise<readonly [BulkDeed, number]> => {
        const parts = narrowed(deed, filter).map((one) => countQuestions({ ...one, organisationId }, signal));
        return [deed, (await Promise.all(parts)).reduce((sum, n) => sum + n, 0)];
      };
      const counts = new Map(await Promise.all(BULK_DEEDS.map(count)));
      return countsOf((deed) => counts.get(deed) ?? 0);
    },
    enabled,
  }).data;
}

function countsOf(count: (deed: BulkDeed) => number): BulkCounts {
  return {
    tags: count('tags'),
    send: count('send'),
    restore: count('restore'),
    hide: count('hide'),
    show: count('show'),
    retire: count('retire'),
  };
}
