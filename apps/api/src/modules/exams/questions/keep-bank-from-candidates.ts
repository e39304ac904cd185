import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { ctxOf, type RequestWithCtx } from '../../../platform/http/context.js';
import { ROUTE_POLICY, type RoutePolicy } from '../../../platform/http/permissions.js';
import { OwnCandidacy } from '../entries/own-candidacy.js';

/** Staff sit exams too. Whoever is in the middle of a formal one has no question bank until he hands in (contract 12). */
@Injectable()
export class KeepBankFromCandidates implements NestInterceptor {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly candidacy: OwnCandidacy,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const policy = Reflect.getMetadata(ROUTE_POLICY, context.getHandler()) as RoutePolicy | undefined;
    if (policy?.access === 'permission' && policy.permission.startsWith('questions.')) {
      const ctx = ctxOf(context.switchToHttp().getRequest<RequestWithCtx>());
      await this.uow.read(ctx, (tx) => this.candidacy.refuseWhileSitting(tx));
    }
    return next.handle();
  }
}
