import { SqlPool } from '../platform/db/sql-pool.js';
import { Subscribers } from '../platform/outbox/subscribers.js';
import { verb, type Workshop } from './world.js';

const BATCH = 200;
/** Where an event's payload says when it happened: its followers are dated a moment later. */
const TIMES = ['endedAt', 'metAt'] as const;

/**
 * Delivers what the attempts have left in the outbox, in order and without the queue, until nothing follows. Each delivery is
 * the subscriber's own transaction with its inbox row: killed in the middle, the next run (or the worker) goes on.
 */
export async function settleOutbox(workshop: Workshop): Promise<number> {
  const sql = verb(workshop, SqlPool);
  const subscribers = verb(workshop, Subscribers);
  for (let delivered = 0; ;) {
    const events = await sql.query<{ id: string; type: string; payload: Record<string, unknown> }>(
      'demo-outbox',
      `SELECT id, type, payload FROM outbox WHERE published_at IS NULL ORDER BY coalesce(payload ->> 'endedAt', payload ->> 'metAt'), id LIMIT ${BATCH}`,
      [],
    );
    if (events.length === 0) return delivered;
    for (const { id, type, payload } of events) {
      const time = TIMES.map((key) => payload[key]).find((value) => typeof value === 'string');
      if (time) workshop.clock.set(new Date(Date.parse(time) + 1_000));
      for (const name of subscribers.namesFor(type)) await subscribers.deliver(name, id);
      await sql.query(
        'demo-outbox-settled',
        `UPDATE outbox SET published_at = now(), settled_at = now() WHERE id = $1`,
        [id],
      );
      delivered += 1;
    }
  }
}
