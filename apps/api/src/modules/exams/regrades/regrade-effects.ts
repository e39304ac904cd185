import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { GradingKeys } from '../attempts/grading-keys.js';
import type { Correction } from '../attempts/corrections.js';
import { effectOf, type Effect } from './regrade.js';
import { RegradeRepository, type AttemptToRegrade, type GradedSession } from './regrade.repository.js';

export interface Regraded extends Effect {
  readonly attempt: AttemptToRegrade;
  readonly session: GradedSession;
}

const CHUNK = 500;

/** Grades attempts again without storing anything: the dry run, and the reckoning of the real one. */
@Injectable()
export class RegradeEffects {
  constructor(
    private readonly regrades: RegradeRepository,
    private readonly keys: GradingKeys,
  ) {}

  /** Every ended attempt that the correction would touch; `correction` is null when the sessions hold it already. */
  async all(
    tx: ReadTx,
    sessionIds: readonly string[],
    versionId: string,
    correction: Correction | null,
  ): Promise<Regraded[]> {
    const sessions = await this.sessions(tx, sessionIds, correction);
    const effects: Regraded[] = [];
    for (let after: string | null = null; ;) {
      const ids: string[] = await this.regrades.ended(tx, sessionIds, after, CHUNK);
      effects.push(...(await this.of(tx, sessions, await this.regrades.askedOf(tx, ids, versionId))));
      after = ids.at(-1) ?? null;
      if (ids.length < CHUNK) return effects;
    }
  }

  async sessions(
    tx: ReadTx,
    ids: readonly string[],
    correction: Correction | null,
  ): Promise<ReadonlyMap<string, GradedSession>> {
    const rows = await this.regrades.sessions(tx, ids);
    return new Map(
      rows.map((session) => [
        session.id,
        correction ? { ...session, corrections: [...session.corrections, correction] } : session,
      ]),
    );
  }

  async of(
    tx: ReadTx,
    sessions: ReadonlyMap<string, GradedSession>,
    attempts: readonly AttemptToRegrade[],
  ): Promise<Regraded[]> {
    const keys = await this.keys.of(
      tx,
      attempts.flatMap((attempt) => attempt.paper.slots.map((slot) => slot.versionId)),
    );
    return attempts.map((attempt) => {
      const session = sessions.get(attempt.sessionId);
      if (!session) throw new Error(`session ${attempt.sessionId} is not among those regraded`);
      return { attempt, session, ...effectOf(attempt, session, keys) };
    });
  }
}
