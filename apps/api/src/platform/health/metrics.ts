import { createServer, type Server } from 'node:http';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Config } from '../config/config.js';

/** Prometheus metrics of this process, on an internal address of their own: they are not for users. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'zhian_http_request_seconds',
    help: 'Duration of HTTP requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });
  readonly answers = new Counter({
    name: 'zhian_answers_saved_total',
    help: 'Answers acknowledged',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  async listen(config: Config): Promise<Server | null> {
    if (config.METRICS_PORT === 0) return null;
    const server = createServer((request, response) => {
      if (request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      void this.registry
        .metrics()
        .then((text) => response.writeHead(200, { 'content-type': this.registry.contentType }).end(text));
    });
    await new Promise<void>((done, failed) =>
      server.once('error', failed).listen(config.METRICS_PORT, config.METRICS_HOST, done),
    );
    return server;
  }
}
