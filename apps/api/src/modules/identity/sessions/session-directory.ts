import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import type { Actor, Grant, KioskEntry } from '../../../platform/http/context.js';
import { hashToken, isToken } from './session-token.js';

export type AccountActor = Extract<Actor, { kind: 'account' }>;

interface LiveSession {
  readonly actor: AccountActor;
  readonly expiresAt: number;
  readonly lastSeenAt: number;
}

interface SessionRow {
  id: string;
  token_hash: string;
  account_id: string;
  expires_at: Date;
  last_seen_at: Date;
  person_id: string | null;
  display_name: string;
  must_change_password: boolean;
  grants: Grant[];
  kiosk_id: string | null;
  kiosk_exam: string | null;
  kiosk_entry: KioskEntry | null;
}

interface Waiting {
  readonly promise: Promise<LiveSession | null>;
  readonly resolve: (session: LiveSession | null) => void;
  readonly reject: (error: unknown) => void;
}

const LIVE_SESSIONS = `
  SELECT s.id, s.token_hash, s.account_id, s.expires_at, s.last_seen_at, a.person_id, a.display_name, a.must_change_password,
    s.kiosk_id, s.kiosk_entry, k.exam_session_id AS kiosk_exam,
    coalesce((
      SELECT json_agg(json_build_object('id', g.id, 'role', g.role, 'organisationId', g.organisation_id, 'organisationPath', o.path,
        'regionCode', g.region_code, 'field', g.field) ORDER BY g.granted_at, g.id)
      FROM role_grant g LEFT JOIN organisation o ON o.id = g.organisation_id WHERE g.account_id = a.id), '[]') AS grants
  FROM session s JOIN account a ON a.id = s.account_id LEFT JOIN kiosk_device k ON k.id = s.kiosk_id
  WHERE s.token_hash = ANY($1::text[]) AND s.revoked_at IS NULL AND a.status = 'active' AND k.revoked_at IS NULL`;

/** Contract 3: a revocation is known everywhere within a second. What is remembered is never older than this. */
const REMEMBER_MS = 800;
const REMEMBERED_AT_MOST = 20_000;
const TOKENS_PER_QUERY = 500;
const QUERIES_AT_ONCE = 2;
const LAST_SEEN_EVERY_MS = 60_000;

/**
 * Who a token belongs to. A session that was just looked up is remembered for REMEMBER_MS, and all look-ups that arrive while
 * others are under way share one query, so that the load on PostgreSQL does not follow the number of requests.
 */
@Injectable()
export class SessionDirectory implements OnApplicationShutdown {
  private readonly logger = new Logger('sessions');
  private readonly remembered = new Map<string, { readonly session: LiveSession; readonly until: number }>();
  private readonly wanted = new Map<string, Waiting>();
  private readonly asked = new Map<string, Promise<LiveSession | null>>();
  private readonly seen = new Set<string>();
  private queries = 0;
  private seenTimer: NodeJS.Timeout | null = null;

  constructor(
    private readonly sql: SqlPool,
    private readonly clock: Clock,
  ) {}

  /** The actor of a live session; null for a token that is unknown, over, revoked, or of a disabled account. */
  async resolve(token: string): Promise<AccountActor | null> {
    if (!isToken(token)) return null;
    const hash = hashToken(token);
    const remembered = this.remembered.get(hash);
    const session = remembered && remembered.until > performance.now() ? remembered.session : await this.lookUp(hash);
    const now = this.clock.now().getTime();
    if (!session || session.expiresAt <= now) return null;
    if (now - session.lastSeenAt >= LAST_SEEN_EVERY_MS) this.noteSeen(session.actor.sessionId);
    return session.actor;
  }

  /** Forgets an account's sessions in this process at once; other processes follow within REMEMBER_MS. */
  forget(accountId: string): void {
    for (const [hash, { session }] of this.remembered)
      if (session.actor.accountId === accountId) this.remembered.delete(hash);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.seenTimer) clearTimeout(this.seenTimer);
  }

  private lookUp(hash: string): Promise<LiveSession | null> {
    const known = this.asked.get(hash);
    if (known) return known;
    const waiting = newWaiting();
    this.wanted.set(hash, waiting);
    this.asked.set(hash, waiting.promise);
    // After this turn of the event loop, so that requests of one burst go together.
    setImmediate(() => this.pump());
    return waiting.promise;
  }

  private pump(): void {
    while (this.wanted.size > 0 && this.queries < QUERIES_AT_ONCE) {
      const batch = [...this.wanted].slice(0, TOKENS_PER_QUERY);
      for (const [hash] of batch) this.wanted.delete(hash);
      this.queries += 1;
      void this.ask(batch).finally(() => {
        this.queries -= 1;
        this.pump();
      });
    }
  }

  private async ask(batch: readonly (readonly [string, Waiting])[]): Promise<void> {
    // Counted from before the question: a revocation committed afterwards is seen at the latest when this runs out.
    const until = performance.now() + REMEMBER_MS;
    try {
      const rows = await this.sql.query<SessionRow>('live-sessions', LIVE_SESSIONS, [batch.map(([hash]) => hash)]);
      const found = new Map(rows.map((row) => [row.token_hash, sessionOf(row)]));
      for (const [hash, waiting] of batch) {
        const session = found.get(hash) ?? null;
        if (session) this.remember(hash, session, until);
        waiting.resolve(session);
      }
    } catch (error) {
      for (const [, waiting] of batch) waiting.reject(error);
    } finally {
      for (const [hash] of batch) this.asked.delete(hash);
    }
  }

  private remember(hash: string, session: LiveSession, until: number): void {
    this.remembered.delete(hash);
    this.remembered.set(hash, { session, until });
    // Insertion order is age: the oldest are over or soon will be.
    for (const [oldest, { until: end }] of this.remembered) {
      if (this.remembered.size <= REMEMBERED_AT_MOST && end > performance.now()) break;
      this.remembered.delete(oldest);
    }
  }

  private noteSeen(sessionId: string): void {
    this.seen.add(sessionId);
    this.seenTimer ??= setTimeout(() => void this.writeSeen(), 1000).unref();
  }

  /** One statement for all that were seen within a second; nothing depends on it. */
  private async writeSeen(): Promise<void> {
    this.seenTimer = null;
    const ids = [...this.seen];
    this.seen.clear();
    const now = this.clock.now();
    await this.sql
      .query(
        'sessions-seen',
        `UPDATE session SET last_seen_at = $2 WHERE id = ANY($1::uuid[]) AND last_seen_at <= $3`,
        [ids, now, new Date(now.getTime() - LAST_SEEN_EVERY_MS)],
      )
      .catch((error: unknown) =>
        this.logger.debug(`last seen not noted: ${error instanceof Error ? error.message : String(error)}`),
      );
  }
}

function newWaiting(): Waiting {
  const handles: Partial<{ -readonly [K in keyof Waiting]: Waiting[K] }> = {};
  handles.promise = new Promise((resolve, reject) => Object.assign(handles, { resolve, reject }));
  return handles as Waiting;
}

function sessionOf(row: SessionRow): LiveSession {
  return {
    expiresAt: row.expires_at.getTime(),
    lastSeenAt: row.last_seen_at.getTime(),
    actor: {
      kind: 'account',
      accountId: row.account_id,
      personId: row.person_id,
      name: row.display_name,
      sessionId: row.id,
      // On a shared device nobody types his password, and whoever is more than a candidate is none of that there.
      mustChangePassword: row.kiosk_id === null && row.must_change_password,
      grants: row.kiosk_id === null ? row.grants : [],
      kiosk:
        row.kiosk_id === null
          ? null
          : { id: row.kiosk_id, examSessionId: row.kiosk_exam, entry: row.kiosk_entry ?? 'pin' },
    },
  };
}
