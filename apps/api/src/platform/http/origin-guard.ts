import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';

/**
 * Law A30: a state-changing request that a browser sends from another site is refused, whatever cookie it carries.
 * Browsers always send Origin on such requests; programs that send none carry a bearer token of their own.
 */
export function originGuard(config: Pick<Config, 'PUBLIC_URL'>): (request: FastifyRequest) => Promise<void> {
  const publicOrigin = new URL(config.PUBLIC_URL).host;
  return async (request) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
    const { origin } = request.headers;
    if (origin === undefined) return;
    const host = hostOf(origin);
    if (host !== request.headers.host && host !== publicOrigin) throw new DomainError('cross-site-request');
  };
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
