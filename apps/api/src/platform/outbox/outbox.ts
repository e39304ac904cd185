import { Injectable } from '@nestjs/common';
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
}
