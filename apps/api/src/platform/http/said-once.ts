import { SetMetadata } from '@nestjs/common';

const SAID_ONCE = 'zhian:said-once';

/**
 * A POST whose answer holds a secret or a file: it is given once and kept nowhere. Its Idempotency-Key still guards that there is
 * one effect; whoever sends it again is told that the answer is gone.
 */
export const SaidOnce = () => SetMetadata(SAID_ONCE, true);

// oxlint-disable-next-line no-unsafe-function-type -- what Nest calls a handler
export function isSaidOnce(handler: Function): boolean {
  return Reflect.getMetadata(SAID_ONCE, handler) === true;
}
