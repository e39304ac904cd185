import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { isAllowed, stateOf } from '../attempts/attempt.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { Presence } from './presence.js';
import type { SignalDto } from './signals.dto.js';

/** Of one attempt; what comes beyond is counted and not kept. */
export const MAX_LOGGED_SIGNALS = 200;

/** The page was left, something was copied, the network went. Signs for a person to weigh, never verdicts (EXM-8). */
@Injectable()
export class RecordSignals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly attempts: AttemptRepository,
    private readonly presence: Presence,
  ) {}

  async execute(ctx: Ctx, attemptId: string, signals: readonly SignalDto[]): Promise<void> {
    const { personId } = ctx;
    await this.uow.run(ctx, async (tx) => {
      const attempt = await this.attempts.lockLog(tx, attemptId);
      if (!attempt || attempt.personId !== personId) throw new DomainError('not-found');
      if (!isAllowed(stateOf(attempt), 'signal')) throw new DomainError('attempt-closed');
      const before = await this.attempts.countSignals(tx, attemptId);
      const kept = signals
        .slice(0, Math.max(0, MAX_LOGGED_SIGNALS - before))
        // `at` is the device's own clock, and says so.
        .map(({ kind, at, ms }) => ({ kind, deviceTime: at, ...(ms === undefined ? {} : { ms }) }));
      if (kept.length > 0) await this.attempts.log(tx, attemptId, 'signals', this.clock.now(), { signals: kept });
      tx.afterCommit(() => this.presence.signalled(attemptId, signals.length));
    });
  }
}
