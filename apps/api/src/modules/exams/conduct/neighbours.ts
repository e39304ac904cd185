import type { ReadTx } from '../../../platform/db/tx.js';

/** The people in the seats before and after this one, in the same room; nobody when he has no seat. For limits of overlap. */
export async function neighboursOf(tx: ReadTx, sessionId: string, personId: string): Promise<string[]> {
  const rows = await tx.query<{ person_id: string }>(
    `SELECT n.person_id FROM exam_entry x JOIN exam_entry n ON n.room_id = x.room_id AND n.seat IN (x.seat - 1, x.seat + 1)
     WHERE x.session_id = $1 AND x.person_id = $2 ORDER BY n.seat`,
    [sessionId, personId],
  );
  return rows.map((row) => row.person_id);
}
