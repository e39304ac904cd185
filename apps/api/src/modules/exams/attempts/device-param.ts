import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../platform/errors/domain-error.js';

const HEADER = 'x-zhian-device';

/**
 * The browser that a candidate sits at: a random id that it has made itself. Null when the request names none (API clients):
 * then the rule of one device does not apply to it. EventSource cannot send headers, so a stream may name it as `?device=`.
 */
export function deviceOf(request: FastifyRequest): string | null {
  const given = request.headers[HEADER] ?? (request.query as Record<string, unknown> | null)?.['device'];
  if (given === undefined) return null;
  if (typeof given !== 'string' || !/^[A-Za-z0-9_-]{16,64}$/.test(given)) throw new DomainError('request-malformed');
  return given;
}

export const Device = createParamDecorator((_: unknown, context: ExecutionContext) =>
  deviceOf(context.switchToHttp().getRequest()),
);
