import {
  Injectable,
  UseInterceptors,
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { finalize, type Observable } from 'rxjs';
import { DomainError } from '../errors/domain-error.js';

/** Each of them keeps one core busy for up to seconds; the rest of the process belongs to those who sit an exam. */
const AT_ONCE = 3;
const RETRY_AFTER_S = 5;

/** How many exports, imports and reports this process is busy with. */
@Injectable()
export class ExpendableWork {
  private running = 0;

  begin(): void {
    if (this.running >= AT_ONCE) throw new DomainError('service-busy', { seconds: RETRY_AFTER_S });
    this.running += 1;
  }

  end(): void {
    this.running -= 1;
  }
}

@Injectable()
export class ExpendableInterceptor implements NestInterceptor {
  constructor(private readonly work: ExpendableWork) {}

  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    this.work.begin();
    return next.handle().pipe(finalize(() => this.work.end()));
  }
}

/** Contract 23: the first to answer 503 with Retry-After when the process is busy. */
export const Expendable = (): MethodDecorator => applyDecorators(UseInterceptors(ExpendableInterceptor));
