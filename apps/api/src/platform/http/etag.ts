import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

/** An editable row's version as a strong validator. */
export function setETag(reply: FastifyReply, version: number): void {
  void reply.header('etag', `"v${version}"`);
}

/** The version that the client has seen; required on every edit, so that nobody overwrites what he has not read. */
export function ifMatch(request: FastifyRequest): number {
  const header = request.headers['if-match'];
  if (!header) throw new DomainError('version-required');
  const version = /^(?:W\/)?"v(\d{1,9})"$/.exec(header)?.[1];
  if (!version) throw new DomainError('stale-version');
  return Number(version);
}

export function requireVersion(expected: number, actual: number): void {
  if (expected !== actual) throw new DomainError('stale-version');
}
