import { DomainError } from '../../platform/errors/domain-error.js';

/** One wrong field of a request that only the rules, not the shape, can find. */
export function fieldProblem(pointer: string, code: string, message: string): DomainError {
  return new DomainError('validation-failed', { count: 1 }, [{ pointer, code, message }]);
}
