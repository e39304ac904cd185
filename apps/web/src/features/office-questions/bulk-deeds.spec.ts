import { describe, expect, it } from '@jest/globals';
import { countDeeds, isChangedBy, narrowed } from './bulk-deeds.js';

type Row = Parameters<typeof isChangedBy>[1];
const row = (part: Partial<Row>): Row => ({
  id: 'q',
  own: true,
  status: 'active',
  review: 'approved',
  hidden: false,
  ...part,
});

describe('what can be done with the chosen questions', () => {
  it('counts for each deed only those that it changes', () => {
    const rows = [
      row({}),
      row({ review: 'draft' }),
      row({ review: 'returned', status: 'retired' }),
      row({ review: 'in_review' }),
      row({ own: false }),
      row({ own: false, hidden: true }),
    ];
    expect(countDeeds(rows)).toEqual({ tags: 4, send: 2, restore: 1, hide: 1, show: 1, retire: 3 });
  });

  it('has nothing to send or restore among questions in use, and nothing to write in what others share', () => {
    expect(countDeeds([row({}), row({})])).toMatchObject({ send: 0, restore: 0, hide: 0, show: 0, retire: 2 });
    expect(countDeeds([row({ own: false, review: 'draft', status: 'retired' })])).toMatchObject({
      tags: 0,
      send: 0,
      restore: 0,
      retire: 0,
    });
  });

  it('asks the server for the same, and not at all where the filters leave none', () => {
    expect(narrowed('send', { type: 'single' })).toEqual([
      { type: 'single', source: 'own', review: 'draft' },
      { type: 'single', source: 'own', review: 'returned' },
    ]);
    expect(narrowed('send', { review: 'returned' })).toEqual([{ source: 'own', review: 'returned' }]);
    expect(narrowed('restore', { status: 'active' })).toEqual([]);
  });
});
