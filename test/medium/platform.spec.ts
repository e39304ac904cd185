import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Server } from 'node:http';
import { ConfigError, loadConfig } from '../../apps/api/src/platform/config/config.js';
import { Metrics } from '../../apps/api/src/platform/health/metrics.js';
import { freePort } from '../support/browser.js';
import { startTestApp, type TestApp } from '../support/harness.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

describe('platform over HTTP', () => {
  it('is ready and answers unknown paths with a problem', async () => {
    await t.http().get('/health/live').expect(200, { status: 'ok' });
    await t.http().get('/health/ready').expect(200, { status: 'ok' });
    const reply = await t.http().get('/api/v1/nothing-here').expect(404);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.body).toMatchObject({
      code: 'not-found',
      title: '找不到',
      status: 404,
      instance: reply.headers['x-request-id'],
    });
  });

  it('logs a line per request with its id, and never a body', async () => {
    const reply = await t
      .http()
      .post('/api/v1/sessions')
      .send({ account: 'nobody-of-that-name', password: '这句话不该出现在日志里' });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    const lines = t.logs.filter((line) => line.includes(String(reply.headers['x-request-id'])));
    expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({
      method: 'POST',
      route: '/api/v1/sessions',
      status: reply.status,
      msg: 'request',
    });
    expect(t.logs.join('')).not.toContain('这句话不该出现在日志里');
  });

  it('gives metrics on an address of their own only', async () => {
    const port = await freePort();
    const server: Server | null = await t
      .get(Metrics)
      .listen({ ...loadConfig({ DATABASE_URL: t.database.url }), METRICS_PORT: port });
    try {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      expect(text).toContain('zhian_http_request_seconds_bucket');
      expect(text).toContain('zhian_answers_saved_total');
      await t.http().get('/metrics').expect(404);
    } finally {
      server?.close();
    }
  });
});

describe('settings', () => {
  it('are refused all at once, each with its name', () => {
    const wrong = { PORT: 'eighty', DATABASE_URL: 'mysql://x', SESSION_HOURS: '-1', PASSWORD_PROFILE: 'easy' };
    expect(() => loadConfig(wrong)).toThrow(ConfigError);
    try {
      loadConfig(wrong);
    } catch (error) {
      expect((error as ConfigError).problems.map((problem) => problem.split('=')[0])).toEqual([
        'PORT',
        'DATABASE_URL',
        'SESSION_HOURS',
        'PASSWORD_PROFILE',
      ]);
    }
  });
});
