import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Notices } from '../../../platform/live/notices.js';
import { Audit } from '../../audit/index.js';
import { CandidatesRepository } from './candidates.repository.js';
import { ConductScope, type Conduct } from './conduct-scope.js';
import { RoomsRepository } from './rooms.repository.js';
import { SessionLog } from './session-log.repository.js';
import { boardTopic } from './topics.js';

/** Another seat or room for one person, also while he sits: a lamp breaks, a neighbour whispers, somebody comes late. */
@Injectable()
export class MoveSeat {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: ConductScope,
    private readonly candidates: CandidatesRepository,
    private readonly rooms: RoomsRepository,
    private readonly log: SessionLog,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  async execute(
    ctx: Ctx,
    sessionId: string,
    personId: string,
    to: { readonly roomId: string | null; readonly seat: number | null },
  ): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const conduct = await this.scope.lockLog(tx, sessionId);
      if (conduct.session.status !== 'published') throw new DomainError('session-not-published');
      // Whoever looks after rooms may also take in somebody who has none.
      const [person] = await this.candidates.named(tx, sessionId, [personId], null);
      const { rooms } = conduct;
      if (!person || (rooms && person.room_id && !rooms.includes(person.room_id)))
        throw new DomainError('candidate-unknown');
      const seat = await this.seatIn(tx, conduct, personId, to);
      await this.rooms.seatOne(tx, sessionId, personId, to.roomId, seat);
      const detail = { personId, roomId: to.roomId, seat };
      await this.log.append(tx, sessionId, 'seat', this.clock.now(), detail);
      await this.notices.publish(tx, boardTopic(sessionId));
      await this.audit.append(tx, {
        action: 'exams.session.move-seat',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: conduct.enterpriseId,
        detail,
      });
    });
  }

  private async seatIn(
    tx: Tx,
    conduct: Conduct,
    personId: string,
    { roomId, seat }: { readonly roomId: string | null; readonly seat: number | null },
  ): Promise<number | null> {
    if (roomId === null) return null;
    const room = (await this.rooms.rooms(tx, conduct.session.id)).find(({ id }) => id === roomId);
    if (!room || (conduct.rooms && !conduct.rooms.includes(roomId))) throw new DomainError('room-unknown');
    const wanted = seat ?? (await this.rooms.firstFreeSeat(tx, roomId));
    if (room.capacity !== null && wanted > room.capacity)
      throw new DomainError('room-full', { room: room.name, places: room.capacity });
    const sitter = await this.rooms.sitter(tx, roomId, wanted);
    if (sitter && sitter !== personId) throw new DomainError('seat-taken', { room: room.name, seat: wanted });
    return wanted;
  }
}
