import { SetMetadata } from '@nestjs/common';

const REPEATABLE = 'zhian:repeatable';

/**
 * A POST whose verb comes to the same when it is done again: the database allows one effect, and the answer is read from it.
 * Its Idempotency-Key is then only guarded against another content; the answer, which may be a whole paper, is not stored.
 */
export const Repeatable = () => SetMetadata(REPEATABLE, true);

// oxlint-disable-next-line no-unsafe-function-type -- what Nest calls a handler
export function isRepeatable(handler: Function): boolean {
  return Reflect.getMetadata(REPEATABLE, handler) === true;
}
