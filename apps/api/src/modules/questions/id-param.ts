import { DomainError } from '../../platform/errors/domain-error.js';
import { isUuid } from '../../platform/ids/uuid.js';

/** An id that cannot exist answers the same as one that does not (contract 2). */
export function idOr404(id: string): string {
  if (!isUuid(id)) throw new DomainError('not-found');
  return id;
}
