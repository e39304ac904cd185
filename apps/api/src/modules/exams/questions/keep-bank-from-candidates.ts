import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ctxOf, type RequestWithCtx } from '../../../platform/http/context.js';
import { ROUTE_POLICY, type RoutePolicy } from '../../../platform/http/permissions.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';

/** Staff sit exams too. Whoever is in the middle of a formal one has no question bank until he hands in (contract 12). */
@Injectable()
export class KeepBankFromCandidates implements NestInterceptor {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly attempts: AttemptRepository,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const policy = Reflect.getMetadata(ROUTE_POLICY, context.getHandler()) as RoutePolicy | undefined;
    if (policy?.access === 'permission' && policy.permission.startsWith('questions.')) {
      const ctx = ctxOf(context.switchToHttp().getRequest<RequestWithCtx>());
      const { personId } = ctx.account;
      if (personId && (await this.uow.read(ctx, (tx) => this.attempts.sitsFormalExam(tx, personId, this.clock.now()))))
        throw new DomainError('bank-during-exam');
    }
    return next.handle();
  }
}
