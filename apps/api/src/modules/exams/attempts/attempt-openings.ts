import { Injectable } from '@nestjs/common';
import { GroupCommit, LATER } from '../../../platform/db/group-commit.js';
import type { Queryable } from '../../../platform/db/queryable.js';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import { hashOfEvent, LOG_GENESIS } from './attempt-log.js';
import type { AttemptRow } from './attempt.entity.js';
import { packPaper } from './packed-paper.js';

export interface Opening {
  readonly attempt: AttemptRow;
  /** Row version of the session that was looked at when the person was admitted. */
  readonly sessionRowVersion: string;
  /** Of the «started» event. */
  readonly event: unknown;
}

/** exists: another start of the same person was quicker. changed: the session is no longer what it was at the admission. */
export type OpeningOutcome = 'opened' | 'exists' | 'changed';

/** A person's standing in a session, as of one snapshot. */
export interface Standing {
  /** null: there is no such session. */
  readonly sessionRowVersion: string | null;
  readonly listed: boolean;
  /** Given to this person before he starts. */
  readonly extensionSeconds: number;
  /** Of the next attempt; those that were cancelled have theirs. */
  readonly nextNo: number;
  readonly attempts: readonly {
    readonly status: 'open' | 'submitted' | 'expired';
    readonly endedAt: Date | null;
    readonly passed: boolean | null;
  }[];
}

const STANDING = `
  SELECT s.row_version, x.extension_seconds, a.attempts, a.last_no
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS r (session_id, person_id, place)
  LEFT JOIN LATERAL (SELECT e.xmin::text AS row_version FROM exam_session e WHERE e.id = r.session_id) s ON true
  LEFT JOIN LATERAL (SELECT e.extension_seconds FROM exam_entry e WHERE e.session_id = r.session_id AND e.person_id = r.person_id) x ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('status', t.status, 'endedAt', t.ended_at, 'passed', t.passed) ORDER BY t.no)
        FILTER (WHERE t.status <> 'cancelled') AS attempts, max(t.no) AS last_no
    FROM attempt t WHERE t.session_id = r.session_id AND t.person_id = r.person_id) a ON true
  ORDER BY r.place`;

/**
 * The key-share lock on the session is the one that the foreign key takes anyway: a pause or an extension waits for the openings
 * under way, or they find the session changed. So no attempt runs on in a paused session or misses time that was given to all.
 */
const OPEN = `
  WITH given AS MATERIALIZED (
    SELECT r.*, s.row_version AS found_version
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::text[], $6::bytea[], $7::timestamptz[], $8::timestamptz[],
      $9::integer[], $10::integer[], $11::text[], $12::text[], $13::text[], $14::text[])
      WITH ORDINALITY AS r (id, session_id, person_id, no, seed, paper, started_at, deadline, max_score, extension_seconds, device_id, row_version, event, hash, place)
    LEFT JOIN LATERAL (SELECT e.xmin::text AS row_version FROM exam_session e WHERE e.id = r.session_id FOR KEY SHARE SKIP LOCKED) s ON true
  ), opened AS (
    INSERT INTO attempt (id, session_id, person_id, no, status, seed, paper, started_at, deadline, max_score, extension_seconds, device_id, device_since)
    SELECT id, session_id, person_id, no, 'open', seed, paper, started_at, deadline, max_score, extension_seconds, device_id,
      CASE WHEN device_id IS NOT NULL THEN started_at END
    FROM given WHERE found_version = row_version
    ON CONFLICT DO NOTHING RETURNING id
  ), logged AS (
    INSERT INTO attempt_event (attempt_id, seq, at, kind, data, prev_hash, hash)
    SELECT g.id, 1, g.started_at, 'started', g.event::jsonb, $15, g.hash FROM given g JOIN opened o ON o.id = g.id
  )
  SELECT CASE WHEN g.found_version IS NULL THEN 'locked' WHEN g.found_version <> g.row_version THEN 'changed'
    WHEN o.id IS NULL THEN 'exists' ELSE 'opened' END AS outcome
  FROM given g LEFT JOIN opened o ON o.id = g.id ORDER BY g.place`;

/** For one that has a transaction of his own: he waits for the session's lock. */
const OPEN_WAITING = OPEN.replace(' SKIP LOCKED', '');

interface Candidacy {
  readonly sessionId: string;
  readonly personId: string;
}

interface StandingRow {
  row_version: string | null;
  extension_seconds: number | null;
  last_no: number | null;
  attempts: { status: 'open' | 'submitted' | 'expired'; endedAt: string | null; passed: boolean | null }[] | null;
}

/** Where attempts begin, in the database. */
@Injectable()
export class AttemptOpenings {
  /** Nothing is written here: a burst shares its look-ups as it shares its COMMITs. */
  private readonly standings = new GroupCommit<Candidacy, Standing>({
    keyOf: ({ sessionId, personId }) => `${sessionId} ${personId}`,
    write: (candidacies) => standingsOf(this.sql.single, candidacies),
  });
  private readonly group = new GroupCommit<Opening, OpeningOutcome>({
    keyOf: ({ attempt }) => `${attempt.sessionId} ${attempt.personId}`,
    write: (openings) => openAll(this.sql.single, OPEN, openings),
  });

  constructor(private readonly sql: SqlPool) {}

  /** Asked together with whoever starts at the same moment; or in the caller's transaction, when he has one. */
  async standing(tx: Queryable | null, sessionId: string, personId: string): Promise<Standing> {
    if (!tx) return this.standings.add({ sessionId, personId });
    const [standing] = await standingsOf(tx, [{ sessionId, personId }]);
    if (!standing) throw new Error('a look-up came back without its row');
    return standing;
  }

  /** Together with whoever starts at the same moment; or in the caller's transaction, when he has one. */
  async open(tx: Queryable | null, opening: Opening): Promise<OpeningOutcome> {
    if (!tx) return this.group.add(opening);
    const [outcome] = await openAll(tx, OPEN_WAITING, [opening]);
    return outcome === undefined || outcome === LATER ? 'changed' : outcome;
  }
}

/** In the order of the candidacies. */
async function standingsOf(sql: Queryable, candidacies: readonly Candidacy[]): Promise<Standing[]> {
  const rows = await sql.query<StandingRow>(STANDING, [
    candidacies.map(({ sessionId }) => sessionId),
    candidacies.map(({ personId }) => personId),
  ]);
  return rows.map((row) => ({
    sessionRowVersion: row.row_version,
    listed: row.extension_seconds !== null,
    extensionSeconds: row.extension_seconds ?? 0,
    nextNo: (row.last_no ?? 0) + 1,
    attempts: (row.attempts ?? []).map((one) => ({
      ...one,
      endedAt: one.endedAt === null ? null : new Date(one.endedAt),
    })),
  }));
}

async function openAll(
  sql: Queryable,
  statement: string,
  openings: readonly Opening[],
): Promise<(OpeningOutcome | typeof LATER)[]> {
  const of = <T>(field: (attempt: AttemptRow) => T): T[] => openings.map(({ attempt }) => field(attempt));
  const rows = await sql.query<{ outcome: OpeningOutcome | 'locked' }>(statement, [
    of(({ id }) => id),
    of(({ sessionId }) => sessionId),
    of(({ personId }) => personId),
    of(({ no }) => no),
    of(({ seed }) => seed),
    of(({ paper }) => packPaper(paper)),
    of(({ startedAt }) => startedAt),
    of(({ deadline }) => deadline),
    of(({ maxScore }) => maxScore),
    of(({ extensionSeconds }) => extensionSeconds),
    of(({ deviceId }) => deviceId),
    openings.map(({ sessionRowVersion }) => sessionRowVersion),
    openings.map(({ event }) => JSON.stringify(event)),
    openings.map(({ attempt, event }) =>
      hashOfEvent({
        attemptId: attempt.id,
        seq: 1,
        at: attempt.startedAt.toISOString(),
        kind: 'started',
        data: event,
        prevHash: LOG_GENESIS,
      }),
    ),
    LOG_GENESIS,
  ]);
  return rows.map(({ outcome }) => (outcome === 'locked' ? LATER : outcome));
}
