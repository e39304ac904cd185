import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

/** No request of ours comes near it; deeper ones would exhaust the stack of whatever walks them by recursion. */
export const MAX_JSON_DEPTH = 32;

/**
 * What no verb can use, refused at the door: JSON nested beyond MAX_JSON_DEPTH (400), and the NUL character (422), which
 * PostgreSQL cannot store in text.
 */
export async function inputGuard(request: FastifyRequest): Promise<void> {
  checkInput(request.query, 'query');
  if (!Buffer.isBuffer(request.body)) checkInput(request.body, 'body');
}

/** Walks without recursion. The pointer names the field as every other validation error does. */
export function checkInput(input: unknown, where: 'query' | 'body'): void {
  const waiting: { value: unknown; pointer: string; depth: number }[] = [{ value: input, pointer: '', depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, pointer, depth } = next;
    if (typeof value === 'string' && value.includes('\0')) throw withNul(pointer);
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_JSON_DEPTH) throw new DomainError(where === 'body' ? 'request-malformed' : 'validation-failed');
    for (const [key, child] of Object.entries(value)) {
      if (key.includes('\0')) throw withNul(pointer);
      if (typeof child === 'string' || typeof child === 'object') {
        waiting.push({
          value: child,
          pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
          depth: depth + 1,
        });
      }
    }
  }
}

function withNul(pointer: string): DomainError {
  return new DomainError('validation-failed', { count: 1 }, [
    { pointer, code: 'character', message: '有不能用的字符，请删掉再试' },
  ]);
}
