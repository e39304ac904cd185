import { describe, expect, it } from '@jest/globals';
import { firstUnreadKey, sectionAt } from './place.js';

const book = (...read: boolean[]) => read.map((one, index) => ({ key: `k${index}`, read: one }));

describe('the place in a handbook', () => {
  it('is the first unread section, or the first one when all are read', () => {
    expect(firstUnreadKey(book(true, false, false))).toBe('k1');
    expect(firstUnreadKey(book(true, true))).toBe('k0');
    expect(firstUnreadKey([])).toBeUndefined();
  });

  it('stays a section of the book when opening it marked it as read', () => {
    const start = firstUnreadKey(book(true, false));
    const after = book(true, true);
    expect(sectionAt(after, '', start)).toBe(after[1]);
  });

  it('follows the address, and an address that is gone leads to the start', () => {
    expect(sectionAt(book(false, false, false), 'k2', 'k0')?.key).toBe('k2');
    expect(sectionAt(book(false, false), 'old', 'k1')?.key).toBe('k1');
    expect(sectionAt(book(false), 'old', 'older')?.key).toBe('k0');
  });
});
