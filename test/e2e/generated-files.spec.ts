import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import openapiTS, { astToString } from 'openapi-typescript';
import { generatedFiles } from '../../apps/api/src/generated-files.js';
import { errorCatalogue } from '../../apps/api/src/platform/errors/domain-error.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { ROOT } from '../support/source-files.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

describe('generated files are those of this code (mend with: npm run generate)', () => {
  it.each(['apps/api/openapi.json', 'docs/problems.md', 'docs/config.md', 'docs/permissions.md'])('%s', (path) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(generatedFiles(t.app)[path]);
  });

  it('the typed web client', async () => {
    const document = JSON.parse(readFileSync(join(ROOT, 'apps/api/openapi.json'), 'utf8')) as Parameters<
      typeof openapiTS
    >[0];
    const committed = readFileSync(join(ROOT, 'apps/web/src/shared/api/schema.d.ts'), 'utf8');
    // The command puts a comment of its own in front.
    expect(committed.endsWith(astToString(await openapiTS(document)))).toBe(true);
  });
});

describe('problem codes', () => {
  it.each([...errorCatalogue()])('%s has a title and a sentence in Chinese', (_, spec) => {
    expect(spec.title).toMatch(/[一-鿿]/);
    // A sentence of ours, or one that the rule that refuses has put into words.
    expect(spec.detail).toMatch(/[一-鿿].*[。？]$|\{(reason|message|because)\}$/);
    expect(spec.detail).not.toMatch(/非法|失败|异常|请联系管理员|！/);
  });
});
