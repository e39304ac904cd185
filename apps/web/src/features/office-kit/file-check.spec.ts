import { describe, expect, it } from '@jest/globals';
import { checkFile } from './file-check.js';

describe('checkFile', () => {
  it('takes the named formats whatever the case', () => {
    expect(checkFile({ name: '花名册.XLSX', size: 10 }, ['xlsx', 'csv'], 20)).toBeNull();
  });
  it('names the file and the way out', () => {
    expect(checkFile({ name: '题库.PDF', size: 10 }, ['xlsx', 'docx'], 20)).toEqual({
      key: 'import.scan',
      values: { name: '题库.PDF', formats: 'xlsx、docx' },
    });
    expect(checkFile({ name: '花名册.doc', size: 10 }, ['xlsx', 'csv'], 20)?.key).toBe('import.wrong');
    expect(checkFile({ name: 'a.csv', size: 21 * 1_048_576 }, ['csv'], 20)).toEqual({
      key: 'import.large',
      values: { name: 'a.csv', n: '21.0', size: 20 },
    });
  });
});
