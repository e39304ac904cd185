import type { ClientBase } from 'pg';

/**
 * For `onConnect` of every pool. A connection that is lost says so to whoever waits for an answer, and as an event besides; an
 * event that nobody hears ends the process. Pool and ORM listen only while they believe that the client is theirs: when
 * PostgreSQL ends a connection in the same breath as it accepts it, neither does.
 */
export function hearLostClient(client: ClientBase): void {
  client.on('error', () => undefined);
}
