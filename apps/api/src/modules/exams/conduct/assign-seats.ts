import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Notices } from '../../../platform/live/notices.js';
import { Audit } from '../../audit/index.js';
import { ConductScope, requireWhole } from './conduct-scope.js';
import { RoomsRepository } from './rooms.repository.js';
import { seatPeople, type SeatingOrder } from './seating.js';
import { SessionLog } from './session-log.repository.js';
import { boardTopic } from './topics.js';

/** 排座 for everybody on the entry list, before the first one starts. The log keeps the seed: the seats can be computed again. */
@Injectable()
export class AssignSeats {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: ConductScope,
    private readonly rooms: RoomsRepository,
    private readonly log: SessionLog,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, sessionId: string, by: SeatingOrder): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const conduct = await this.scope.lock(tx, sessionId);
      requireWhole(conduct);
      const { session, enterpriseId } = conduct;
      if (session.status !== 'published') throw new DomainError('session-not-published');
      if (await this.rooms.anyAttempt(tx, sessionId)) throw new DomainError('seating-in-use');
      const rooms = await this.rooms.rooms(tx, sessionId);
      if (rooms.length === 0) throw new DomainError('rooms-missing');
      const people = await this.rooms.toSeat(tx, sessionId);
      const seed = randomBytes(16).toString('hex');
      const seats = seatPeople(people, rooms, by, seed);
      if (!seats) {
        const places = rooms.reduce((sum, room) => sum + (room.capacity ?? 0), 0);
        throw new DomainError('rooms-too-small', {
          people: people.length,
          places,
          missing: people.length - places,
        });
      }
      await this.rooms.seatAll(tx, sessionId, seats);
      await this.notices.publish(tx, boardTopic(sessionId));
      const detail = { by, seed, seated: seats.length, rooms: rooms.map(({ id, capacity }) => ({ id, capacity })) };
      await this.log.append(tx, sessionId, 'seating', this.clock.now(), detail);
      await this.audit.append(tx, {
        action: 'exams.session.assign-seats',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: enterpriseId,
        detail: { by, seated: seats.length },
      });
    });
  }
}
