import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../../platform/http/page.js';
import { ConductScope } from './conduct-scope.js';
import { RoomsRepository } from './rooms.repository.js';
import type { RoomsDto, SeatDto } from './seating.dto.js';

/** Who sits where, room by room; and the rooms with who looks after them. */
@Injectable()
export class ShowSeating {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: ConductScope,
    private readonly rooms: RoomsRepository,
  ) {}

  async seats(ctx: Ctx, sessionId: string, query: PageQuery): Promise<Page<SeatDto>> {
    return this.uow.read(ctx, async (tx) => {
      const { rooms } = await this.scope.find(tx, sessionId);
      const after = decodeCursor(query.cursor, ['integer', 'text', 'uuid']);
      return toPage(
        await this.rooms.page(tx, sessionId, rooms, after, query.limit + 1),
        query.limit,
        (row) => [row.place, row.name, row.person_id],
        (row) => ({
          personId: row.person_id,
          name: row.name,
          unitName: row.unit_name,
          roomId: row.room_id,
          seat: row.seat,
        }),
      );
    });
  }

  async list(ctx: Ctx, sessionId: string): Promise<RoomsDto> {
    return this.uow.read(ctx, async (tx) => {
      const { session, rooms: mine } = await this.scope.find(tx, sessionId);
      const rooms = (await this.rooms.rooms(tx, sessionId)).filter((room) => !mine || mine.includes(room.id));
      const invigilators = await this.rooms.invigilators(tx, sessionId);
      const of = (roomId: string | null) =>
        invigilators
          .filter((one) => one.room_id === roomId)
          .map(({ account_id: accountId, name }) => ({ accountId, name }));
      return {
        rooms: rooms.map(({ id, name, capacity, entries }) => ({ id, name, capacity, entries, invigilators: of(id) })),
        invigilators: of(null),
        version: session.version,
      };
    });
  }
}
