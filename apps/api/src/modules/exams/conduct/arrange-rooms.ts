import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { requireVersion } from '../../../platform/http/etag.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { Notices } from '../../../platform/live/notices.js';
import { Audit } from '../../audit/index.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import { OwnSession } from '../sessions/own-session.js';
import { InvigilatorAccounts } from './invigilator-accounts.js';
import { RoomsRepository } from './rooms.repository.js';
import { SessionLog } from './session-log.repository.js';
import { boardTopic } from './topics.js';
import type { RoomsInput } from './seating.dto.js';

/** 考场 and 监考, as a whole list. Who is named for a room conducts the session there, whatever his roles are. */
@Injectable()
export class ArrangeRooms {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly own: OwnSession,
    private readonly sessions: ExamSessionRepository,
    private readonly rooms: RoomsRepository,
    private readonly accounts: InvigilatorAccounts,
    private readonly log: SessionLog,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, sessionId: string, version: number, input: RoomsInput): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const { session, organisation } = await this.own.lock(tx, 'exams.session.invigilate', sessionId);
      requireVersion(version, session.version);
      if (session.status === 'cancelled') throw new DomainError('session-not-published');
      const rooms = await this.roomsOf(tx, sessionId, input);
      const named = [
        ...(input.invigilatorAccountIds ?? []).map((accountId) => ({ roomId: null, accountId })),
        ...rooms.flatMap((room) => room.invigilatorAccountIds.map((accountId) => ({ roomId: room.id, accountId }))),
      ];
      await this.accounts.require(tx, [...new Set(named.map(({ accountId }) => accountId))]);
      await this.rooms.replaceRooms(tx, sessionId, rooms);
      await this.rooms.replaceInvigilators(
        tx,
        sessionId,
        named.map((one) => ({ ...one, id: uuidv7() })),
      );
      await this.sessions.update(tx, sessionId, {}, version + 1);
      await this.notices.publish(tx, boardTopic(sessionId));
      const detail = { rooms: rooms.map(({ id, name, capacity }) => ({ id, name, capacity })), invigilators: named };
      if (session.status === 'published') await this.log.append(tx, sessionId, 'rooms', this.clock.now(), detail);
      await this.audit.append(tx, {
        action: 'exams.session.arrange-rooms',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: organisation.enterprise_id,
        detail: { rooms: rooms.length, invigilators: named.length },
      });
    });
  }

  private async roomsOf(tx: Tx, sessionId: string, input: RoomsInput) {
    const known = new Map((await this.rooms.rooms(tx, sessionId)).map((room) => [room.id, room]));
    const errors = input.rooms.flatMap((room, index) => {
      const at = (field: string, message: string) => ({ pointer: `/rooms/${index}/${field}`, code: field, message });
      const before = room.id ? known.get(room.id) : undefined;
      if (room.id && !before) return [at('id', '这个考场已经不在了，请刷新')];
      if (input.rooms.findIndex((other) => other.name.trim() === room.name.trim()) < index)
        return [at('name', `有两个考场都叫「${room.name.trim()}」，换一个名字`)];
      if (before && room.capacity && room.capacity < before.entries)
        return [at('capacity', `「${room.name.trim()}」已经排了 ${before.entries} 人，座位不能更少`)];
      return [];
    });
    if (errors.length > 0) throw new DomainError('validation-failed', { count: errors.length }, errors);
    return input.rooms.map((room) => ({
      id: room.id ?? uuidv7(),
      name: room.name.trim(),
      capacity: room.capacity ?? null,
      invigilatorAccountIds: [...new Set(room.invigilatorAccountIds ?? [])],
    }));
  }
}
