import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx, RequestWithCtx } from '../../../platform/http/context.js';
import type { LatestStream } from '../../../platform/live/latest-stream.js';
import { LiveStreams } from '../../../platform/live/live-streams.js';
import { Notices } from '../../../platform/live/notices.js';
import { isElsewhere } from '../attempts/attempt.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { AttemptStates } from './attempt-states.js';
import { Presence } from './presence.js';
import { attemptTopic, sessionTopic } from './topics.js';

/**
 * Tells the candidate's client of time added, a pause, its end, another device, within a moment (law A09). The client must not
 * need it: it learns the same from the answers to its saves, and by asking every few seconds.
 */
@Injectable()
export class FollowAttempt {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly attempts: AttemptRepository,
    private readonly states: AttemptStates,
    private readonly streams: LiveStreams,
    private readonly notices: Notices,
    private readonly presence: Presence,
  ) {}

  async execute(
    ctx: Ctx,
    attemptId: string,
    device: string | null,
    request: RequestWithCtx,
    reply: FastifyReply,
  ): Promise<LatestStream> {
    const { personId } = ctx;
    const attempt = await this.uow.read(ctx, (tx) => this.attempts.find(tx, attemptId));
    if (!attempt || attempt.personId !== personId) throw new DomainError('not-found');
    // Not with an answer that EventSource would try again and again.
    if (attempt.status !== 'open') throw new DomainError('attempt-closed');
    // A device that only looks on says nothing of the candidate.
    let sits = !isElsewhere(attempt, device);
    return this.streams.start(request, reply, {
      subscribe: (changed) => {
        const topics = [attemptTopic(attemptId), sessionTopic(attempt.sessionId)];
        const ends = topics.map((topic) => this.notices.listen(topic, changed));
        return () => ends.forEach((end) => end());
      },
      look: async () => {
        const state = await this.states.of(attemptId);
        if (!state) return null;
        const elsewhere = isElsewhere(state, device);
        sits = !elsewhere && (state.status === 'open' || state.status === 'paused');
        return {
          revision: state.revision,
          status: state.status,
          deadline: state.deadline.toISOString(),
          device: elsewhere ? 'elsewhere' : 'here',
        };
      },
      onBeat: () => sits && this.presence.seen(attemptId),
      onClose: () => sits && this.presence.gone(attemptId),
    });
  }
}
