import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { joinedGroups } from './joined-groups.js';

describe('joined groups', () => {
  it('hold what is linked through others, and name nobody who stands alone', () => {
    expect(joinedGroups([['a'], ['b'], ['a', 'c'], ['d', 'c'], []])).toEqual(['a', null, 'a', 'a', null]);
    expect(joinedGroups([])).toEqual([]);
  });

  it('are the connected components of the links', () => {
    const link = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(link, { minLength: 1, maxLength: 2 }), { maxLength: 12 }), (links) => {
        const groups = joinedGroups(links);
        // By closing the relation «shares a link» until nothing is added any more.
        const near = links.map((one) => links.map((two) => one.some((name) => two.includes(name))));
        for (let round = 0; round < links.length; round += 1)
          links.forEach((_, a) =>
            links.forEach((__, b) => {
              if (near[a]?.some((yes, via) => yes && near[via]?.[b])) (near[a] as boolean[])[b] = true;
            }),
          );
        links.forEach((_, a) =>
          links.forEach((__, b) => {
            if (a === b) return;
            const same = groups[a] !== null && groups[a] === groups[b];
            expect(same).toBe(near[a]?.[b]);
          }),
        );
      }),
    );
  });
});
