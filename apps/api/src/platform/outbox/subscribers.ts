import { Injectable } from '@nestjs/common';
import type { Tx } from '../db/tx.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { Ctx } from '../http/context.js';
import type { EventDefinition } from './events.js';

export interface Subscriber<T = unknown> {
  /** Stable: it is the key in the inbox. */
  readonly name: string;
  readonly event: EventDefinition<T>;
  handle(tx: Tx, payload: T, eventId: string): Promise<void>;
}

/** Who reacts to what. Modules register in onModuleInit; each handler runs once per event, in the transaction of its inbox row. */
@Injectable()
export class Subscribers {
  private readonly all = new Map<string, Subscriber>();

  constructor(private readonly uow: UnitOfWork) {}

  register<T>(subscriber: Subscriber<T>): void {
    if (this.all.has(subscriber.name)) throw new Error(`subscriber ${subscriber.name} is registered twice`);
    this.all.set(subscriber.name, subscriber as Subscriber);
  }

  namesFor(eventType: string): string[] {
    return [...this.all.values()]
      .filter((subscriber) => subscriber.event.type === eventType)
      .map((subscriber) => subscriber.name);
  }

  /** All pairs (event type, subscriber), for the sweeper. */
  pairs(): { type: string; name: string }[] {
    return [...this.all.values()].map((subscriber) => ({ type: subscriber.event.type, name: subscriber.name }));
  }

  /** At least once from the queue becomes exactly once here: the inbox row and the effect commit together. */
  async deliver(name: string, eventId: string): Promise<'handled' | 'repeated' | 'unknown'> {
    const subscriber = this.all.get(name);
    if (!subscriber) return 'unknown';
    return this.uow.run(Ctx.system(name, eventId), async (tx) => {
      const [claimed] = await tx.query<{ subscriber: string }>(
        `INSERT INTO inbox (subscriber, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING subscriber`,
        [name, eventId],
      );
      if (!claimed) return 'repeated';
      const event = await tx.one<{ payload: unknown }>(`SELECT payload FROM outbox WHERE id = $1`, [eventId]);
      if (!event) throw new Error(`event ${eventId} is not in the outbox`);
      await subscriber.handle(tx, subscriber.event.schema.parse(event.payload), eventId);
      return 'handled';
    });
  }
}
