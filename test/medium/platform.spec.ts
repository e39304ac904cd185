import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/harness.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

describe('platform over HTTP', () => {
  it('is ready and answers unknown paths with a problem', async () => {
    await t.http().get('/health/ready').expect(200, { status: 'ok' });
    const reply = await t.http().get('/api/v1/nothing-here').expect(404);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.body).toMatchObject({ code: 'not-found', title: '找不到', status: 404 });
  });
});
