import { Injectable } from '@nestjs/common';
import type { Queryable } from '../db/queryable.js';
import type { Tx } from '../db/tx.js';
import { uuidv7 } from '../ids/uuid.js';
import type { EventDefinition } from './events.js';

/** Facts leave a module in the transaction that makes them true. The relay carries them on after COMMIT. */
@Injectable()
export class Outbox {
  async append<T>(tx: Tx, event: EventDefinition<T>, payload: T): Promise<string> {
    const id = uuidv7();
    await tx.query(`INSERT INTO outbox (id, type, payload) VALUES ($1, $2, $3)`, [
      id,
      event.type,
      JSON.stringify(event.schema.parse(payload)),
    ]);
    // NOTIFY is delivered at COMMIT; it only saves the relay a second of waiting.
    await tx.query(`SELECT pg_notify('outbox', '')`);
    return id;
  }

  /** The same for many facts of one kind, in one statement. */
  async appendAll<T>(sql: Queryable, event: EventDefinition<T>, payloads: readonly T[]): Promise<void> {
    if (payloads.length === 0) return;
    await sql.query(
      `WITH facts AS (INSERT INTO outbox (id, type, payload) SELECT id, $2, payload::jsonb FROM unnest($1::uuid[], $3::text[]) AS f (id, payload))
       SELECT pg_notify('outbox', '')`,
      [
        payloads.map(() => uuidv7()),
        event.type,
        payloads.map((payload) => JSON.stringify(event.schema.parse(payload))),
      ],
    );
  }
}
