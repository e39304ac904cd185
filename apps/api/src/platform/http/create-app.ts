import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Logger } from 'pino';
import { uuidv7 } from '../ids/uuid.js';
import type { Config } from '../config/config.js';
import { Metrics } from '../health/metrics.js';
import { NestLogger, withoutRedaction } from '../logging/logger.js';
import { sendProblem } from '../errors/problem.filter.js';
import { JSON_LIMIT_MB } from '../errors/problem.js';
import { answerClientError } from './client-errors.js';
import { guardPosts } from './idempotent-posts.js';
import { inputGuard } from './input-guard.js';
import { originGuard } from './origin-guard.js';
import { scanRoutes } from './route-table.js';
import { securityHeaders } from './security-headers.js';
import { UPLOAD_LIMITS } from './upload.js';

/** A paper of 100 questions: level 3 takes a third more time for 3 % less, level 6 twice the time for 7 % less. */
const GZIP_LEVEL = 1;
/** Up to here an answer is compressed in one go, 0.3 ms for a paper; the stream that is made for larger ones costs more than that. */
const GZIP_AT_ONCE_BYTES = 64 * 1024;
/** Time to send a request: 20 MB from a slow mine, but not a connection that is held open a byte at a time. */
const REQUEST_TIMEOUT_MS = 300_000;

/** The HTTP application, not yet listening. Refuses to exist when a route has no declared permission. */
export async function createApp(
  module: Type<unknown> | object,
  config: Config,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuidv7(),
    // A logger of its own for each request would be redacted anew each time; who logs says the request's id.
    childLoggerFactory: (parent: FastifyBaseLogger) => parent,
    requestIdHeader: false,
    trustProxy: config.TRUST_PROXY.length > 0 ? [...config.TRUST_PROXY] : false,
    bodyLimit: JSON_LIMIT_MB * 1024 * 1024,
    forceCloseConnections: 'idle',
    requestTimeout: REQUEST_TIMEOUT_MS,
    clientErrorHandler: answerClientError,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply): void =>
      sendProblem(error, request, reply),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module as Type<unknown>, adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
    forceCloseConnections: false,
  });
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready', 'api/openapi.json'] });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  await fastify.register(cookie as never);
  await fastify.register(multipart as never, { limits: UPLOAD_LIMITS, throwFileSizeLimit: true } as never);
  await fastify.register(
    compress as never,
    {
      global: true,
      threshold: 1024,
      syncThreshold: GZIP_AT_ONCE_BYTES,
      encodings: ['gzip', 'identity'],
      zlibOptions: { level: GZIP_LEVEL },
    } as never,
  );
  const headers = securityHeaders(config);
  fastify.addHook('onRequest', (_, reply, done) => {
    void reply.headers(headers);
    done();
  });
  fastify.addHook('onRequest', originGuard(config));
  fastify.addHook('preValidation', inputGuard);
  addRequestLog(fastify, app.get(Metrics), withoutRedaction(logger));
  dropSilentSockets(fastify);
  await serveWeb(fastify, config);
  scanRoutes(app);
  guardPosts(app);
  return app;
}

function addRequestLog(fastify: FastifyInstance, metrics: Metrics, log: Logger): void {
  fastify.addHook('onSend', (request, reply, _, done) => {
    void reply.header('x-request-id', String(request.id));
    // Personal data must not stay in a shared browser's cache; built assets set their own header.
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    // A stream lasts as long as somebody listens; that says nothing of how quick an answer is.
    const stream = String(reply.getHeader('content-type')).startsWith('text/event-stream');
    if (!stream)
      metrics.requests.observe(
        { method: request.method, route, status: String(reply.statusCode) },
        reply.elapsedTime / 1000,
      );
    const line = {
      reqId: String(request.id),
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    // 503 is an answer of ours to too much work, not a fault.
    if (reply.statusCode === 503) log.warn(line, 'request');
    else if (reply.statusCode >= 500) log.error(line, 'request');
    else log.info(line, 'request');
    done();
  });
}

/**
 * Browsers open connections ahead of need. Node does not count one that has sent nothing as idle, and would wait for its
 * request until long after the time that a process has for leaving.
 */
function dropSilentSockets(fastify: FastifyInstance): void {
  const sockets = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  fastify.addHook('preClose', async () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  });
}

/** The built web pages, with index.html for every route of the browser; unknown API paths stay problems. */
async function serveWeb(fastify: FastifyInstance, config: Config): Promise<void> {
  const root = config.WEB_DIST ?? join(import.meta.dirname, '../../../../web/dist');
  if (!existsSync(join(root, 'index.html'))) return;
  await fastify.register(
    fastifyStatic as never,
    {
      root,
      wildcard: false,
      cacheControl: false,
      setHeaders: (response: { setHeader(name: string, value: string): void }, path: string) => {
        // Built assets carry their hash in the name; everything else is asked for anew.
        response.setHeader(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    } as never,
  );
  fastify.get('/*', (request, reply) => {
    const { sendFile } = reply as unknown as { sendFile(name: string): unknown };
    const { pathname } = new URL(request.url, 'http://localhost');
    // Built after this process started: the new index.html asks for assets that no route was made for.
    if (/^\/assets\/[\w.-]+$/.test(pathname)) return sendFile.call(reply, pathname);
    const page = !pathname.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
    if (!page) return reply.callNotFound();
    void reply.header('cache-control', 'no-cache');
    return sendFile.call(reply, 'index.html');
  });
}
