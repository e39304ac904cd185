import { describe, expect, it } from '@jest/globals';
import { dispatchRefusal } from './dispatch-rule.js';
import { EMPLOYMENT_TYPES } from './employment-words.js';

describe('dispatch workers in mines (ORG-4, S0 四(二)3)', () => {
  it('refuses exactly: mine × dispatch × (underground or dangerous surface)', () => {
    for (const type of EMPLOYMENT_TYPES) {
      for (const mining of [true, false]) {
        for (const underground of [true, false]) {
          for (const dangerousSurface of [true, false]) {
            const refused =
              dispatchRefusal(type, mining, { name: '采煤机司机', underground, dangerousSurface }) !== null;
            expect(refused).toBe(type === 'dispatch' && mining && (underground || dangerousSurface));
          }
        }
      }
    }
  });

  it('names the post and the clause', () => {
    const reason = dispatchRefusal('dispatch', true, {
      name: '采煤机司机',
      underground: true,
      dangerousSurface: false,
    });
    expect(reason).toContain('「采煤机司机」是井下岗位');
    expect(reason).toContain('矿山企业地面危险岗位和井下严禁使用劳务派遣工');
  });
});
