import { Injectable } from '@nestjs/common';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import { stateOf, type AttemptState, type AttemptStatus } from '../attempts/attempt.js';

export interface LiveState {
  readonly revision: number;
  readonly status: AttemptState;
  readonly deadline: Date;
  readonly deviceId: string | null;
}

interface Row {
  id: string;
  revision: number;
  status: AttemptStatus;
  paused_at: Date | null;
  deadline: Date;
  device_id: string | null;
}

const PER_QUERY = 1000;

/**
 * What the streams of the candidates tell. A pause makes thousands of them look at the same moment, so all that ask within one
 * turn of the event loop share a query.
 */
@Injectable()
export class AttemptStates {
  private asked = new Map<string, ((state: Promise<LiveState | null>) => void)[]>();

  constructor(private readonly sql: SqlPool) {}

  of(attemptId: string): Promise<LiveState | null> {
    return new Promise((resolve) => {
      if (this.asked.size === 0) setImmediate(() => this.ask());
      this.asked.set(attemptId, [...(this.asked.get(attemptId) ?? []), resolve]);
    });
  }

  private ask(): void {
    const asked = [...this.asked];
    this.asked = new Map();
    for (let from = 0; from < asked.length; from += PER_QUERY) {
      const batch = asked.slice(from, from + PER_QUERY);
      const found = this.read(batch.map(([id]) => id));
      for (const [id, waiting] of batch)
        for (const resolve of waiting) resolve(found.then((states) => states.get(id) ?? null));
    }
  }

  private async read(ids: readonly string[]): Promise<Map<string, LiveState>> {
    const rows = await this.sql.query<Row>(
      'attempt-states',
      `SELECT id, revision, status, paused_at, deadline, device_id FROM attempt WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          revision: row.revision,
          status: stateOf({ status: row.status, pausedAt: row.paused_at }),
          deadline: row.deadline,
          deviceId: row.device_id,
        },
      ]),
    );
  }
}
