import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { isUuid } from '../../platform/ids/uuid.js';

/** What is no id at all does not exist: 404, the same as an unknown one (contract 2). */
@Injectable()
export class IdParam implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUuid(value)) throw new DomainError('not-found');
    return value.toLowerCase();
  }
}
