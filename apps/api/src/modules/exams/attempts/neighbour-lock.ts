import type { Tx } from '../../../platform/db/tx.js';

/**
 * Neighbours who start at the same moment go one after the other, until COMMIT: otherwise neither would see the other's paper,
 * and a limit of overlap would hold for none of them. People without a seat have no neighbours and wait for nobody.
 */
export async function lockNeighbours(tx: Tx, sessionId: string, personId: string): Promise<void> {
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtextextended(room_id::text, 0)) FROM exam_entry
     WHERE session_id = $1 AND person_id = $2 AND room_id IS NOT NULL`,
    [sessionId, personId],
  );
}
