import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, 43 characters of base64url. The same form serves sessions and known devices. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored. A fast hash is right here: the token is random, so there is nothing to guess. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function isToken(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9_-]{43}$/.test(text);
}
