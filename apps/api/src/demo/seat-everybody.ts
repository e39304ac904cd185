import { ArrangeRooms, AssignSeats } from '../modules/exams/index.js';
import type { Tx } from '../platform/db/tx.js';
import { must, verb, type Workshop } from './world.js';

const ROOMS = [
  { name: '培训室', capacity: 30, invigilator: 'coal-safety' },
  { name: '二楼会议室', capacity: 30, invigilator: 'coal-safety-2' },
] as const;

/** The coal mine's two rooms with an invigilator each, and a seat in them for everybody who is called. */
export async function seatEverybody(tx: Tx, workshop: Workshop, sessionId: string): Promise<void> {
  const accounts = await tx.query<{ id: string; login: string }>(
    `SELECT id, login FROM account WHERE login = ANY($1)`,
    [ROOMS.map(({ invigilator }) => invigilator)],
  );
  const idOf = new Map(accounts.map(({ id, login }) => [login, id]));
  const session = await tx.one<{ version: number }>(`SELECT version FROM exam_session WHERE id = $1`, [sessionId]);
  await verb(workshop, ArrangeRooms).execute(workshop.ctx, sessionId, must(session, 'the exam').version, {
    rooms: ROOMS.map(({ name, capacity, invigilator }) => ({
      name,
      capacity,
      invigilatorAccountIds: [must(idOf.get(invigilator), invigilator)],
    })),
  });
  await verb(workshop, AssignSeats).execute(workshop.ctx, sessionId, 'apart');
}
