import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';
import { isAccessCode } from '../attempts/admission.js';

/** A person mistypes a few times; then each further try costs twice the wait of the one before. */
const FREE = 5;
const WAIT_AT_MOST_S = 60;
const KEEP_MS = 86_400_000;
const SWEEP_MS = 3_600_000;

/** When the next try is looked at, after those that `t` holds. */
const NEXT_TRY = `t.last_at + make_interval(secs => CASE WHEN t.tries < ${FREE} THEN 0
  ELSE least(power(2, t.tries - ${FREE}), ${WAIT_AT_MOST_S}) END)`;

/** The count and the look at it are one statement, so that a hundred tries at once are not a hundred free ones. */
const TAKE_TRY = `
  INSERT INTO access_code_try AS t (session_id, person_id, tries, last_at) VALUES ($1, $2, 1, $3)
  ON CONFLICT (session_id, person_id) DO UPDATE SET tries = t.tries + 1, last_at = excluded.last_at
  WHERE ${NEXT_TRY} <= excluded.last_at RETURNING tries`;

/** The right word forgets the wrong ones, unless it comes while one has to wait. */
const FORGET_TRIES = `
  WITH forgotten AS (DELETE FROM access_code_try AS t WHERE session_id = $1 AND person_id = $2 AND ${NEXT_TRY} <= $3)
  SELECT ${NEXT_TRY} AS next FROM access_code_try AS t WHERE session_id = $1 AND person_id = $2 AND ${NEXT_TRY} > $3`;

const NEXT = `SELECT ${NEXT_TRY} AS next FROM access_code_try AS t WHERE session_id = $1 AND person_id = $2`;

/**
 * 考场口令. Tries are counted per person and session in the database, for all processes together and whatever becomes of the
 * request: four letters must not be found by trying them all.
 */
@Injectable()
export class AccessCodes implements OnModuleInit {
  constructor(
    private readonly sql: SqlPool,
    private readonly clock: Clock,
    private readonly sweepers: Sweepers,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('forget-access-code-tries', SWEEP_MS, async () => {
      const before = new Date(this.clock.now().getTime() - KEEP_MS);
      await this.sql.query('forget-access-code-tries', `DELETE FROM access_code_try WHERE last_at < $1`, [before]);
    });
  }

  async require(
    session: { readonly id: string; readonly accessCode: string | null },
    personId: string,
    given: string | null,
    now: Date,
  ): Promise<void> {
    if (session.accessCode === null) return;
    const who = [session.id, personId];
    if (isAccessCode(session.accessCode, given)) {
      const [waiting] = await this.sql.query<{ next: Date }>('access-code-right', FORGET_TRIES, [...who, now]);
      if (waiting) throw tooMany(waiting.next, now);
      return;
    }
    if (given) {
      const [taken] = await this.sql.query<{ tries: number }>('access-code-wrong', TAKE_TRY, [...who, now]);
      if (!taken) {
        const [waiting] = await this.sql.query<{ next: Date }>('access-code-next', NEXT, who);
        throw tooMany(waiting?.next ?? now, now);
      }
    }
    throw new DomainError('access-code-wrong', {}, [
      {
        pointer: '/accessCode',
        code: given ? 'wrong' : 'required',
        message: given ? '口令不对，看一下考场里公布的口令' : '请输入考场里公布的口令',
      },
    ]);
  }
}

function tooMany(next: Date, now: Date): DomainError {
  return new DomainError('too-many-requests', {
    seconds: Math.max(1, Math.ceil((next.getTime() - now.getTime()) / 1000)),
  });
}
