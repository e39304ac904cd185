import { Param, type PipeTransform } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { isUuid } from '../ids/uuid.js';

class ExistingId implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUuid(value)) throw new DomainError('not-found');
    return value.toLowerCase();
  }
}

/** A UUID in the path. What cannot be an id cannot exist: 404, the same as for an unknown one. */
export const IdParam = (name = 'id'): ParameterDecorator => Param(name, new ExistingId());
