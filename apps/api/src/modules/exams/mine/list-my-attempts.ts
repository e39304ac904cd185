import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import { isReleased } from '../attempts/disclosure.js';
import type { MyAttemptDto, MyAttemptQuery } from './my-exams.dto.js';

/** A correction is told at the front for so long; it stays with the result. */
const TOLD_MS = 14 * 86_400_000;
/** Nobody has more results than this corrected in that time. */
const MOST_TOLD = 20;

interface AttemptOfMine {
  readonly id: string;
  readonly sessionId: string;
  readonly title: string;
  readonly purpose: 'formal' | 'self_test';
  readonly status: 'open' | 'submitted' | 'expired';
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly score: number | null;
  readonly maxScore: number;
  readonly passed: boolean | null;
  readonly discloseAt: 'submission' | 'close';
  readonly closesAt: Date | null;
  readonly endsAt: Date | null;
  readonly pausedAt: Date | null;
  /** When the last correction moved it; null: none did. */
  readonly correctedAt: Date | null;
  readonly firstScore: number;
  readonly firstMax: number;
  readonly firstPassed: boolean;
}

/** `c`: the first grade, and when a correction last gave another one, where the result is not what it was at first. */
const ATTEMPTS = `
  SELECT t.id, t.session_id AS "sessionId", s.title, s.purpose, t.status, t.started_at AS "startedAt", t.ended_at AS "endedAt", t.score,
    t.max_score AS "maxScore", t.passed, s.disclose_at AS "discloseAt", s.closes_at AS "closesAt", s.ends_at AS "endsAt",
    s.paused_at AS "pausedAt", c.at AS "correctedAt", c.score AS "firstScore", c.max_score AS "firstMax", c.passed AS "firstPassed"
  FROM attempt t JOIN exam_session s ON s.id = t.session_id
  LEFT JOIN LATERAL (
    SELECT f.score, f.max_score, f.passed, r.at
    FROM (SELECT max(graded_at) AS at FROM attempt_grade WHERE attempt_id = t.id AND regrade_id IS NOT NULL) r,
      (SELECT score, max_score, passed FROM attempt_grade WHERE attempt_id = t.id ORDER BY no LIMIT 1) f
    WHERE r.at IS NOT NULL AND (f.score, f.max_score, f.passed) IS DISTINCT FROM (t.score, t.max_score, t.passed)
  ) c ON true
  WHERE t.person_id = $1 AND t.status <> 'cancelled'`;

/** What a person has sat, and what came of it as far as that is released. */
@Injectable()
export class ListMyAttempts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  execute(ctx: Ctx, query: MyAttemptQuery): Promise<Page<MyAttemptDto>> {
    const { personId } = ctx;
    return this.uow.read(ctx, async (tx) => {
      const after = decodeCursor(query.cursor, ['uuid']);
      const rows = await tx.query<AttemptOfMine>(
        `${ATTEMPTS} AND ($2::uuid IS NULL OR t.session_id = $2) AND ($3::uuid IS NULL OR t.id < $3) ORDER BY t.id DESC LIMIT $4`,
        [personId, query.examSessionId ?? null, after?.[0] ?? null, query.limit + 1],
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => this.show(row),
      );
    });
  }

  /** Results of his that a correction has changed lately, the newest correction first. */
  async corrected(tx: ReadTx, personId: string): Promise<MyAttemptDto[]> {
    const rows = await tx.query<AttemptOfMine>(
      `${ATTEMPTS} AND c.at > $2 ORDER BY c.at DESC, t.id LIMIT ${MOST_TOLD}`,
      [personId, new Date(this.clock.now().getTime() - TOLD_MS)],
    );
    return rows.map((row) => this.show(row)).filter((attempt) => attempt.corrected !== null);
  }

  private show(row: AttemptOfMine): MyAttemptDto {
    const released = row.status !== 'open' && isReleased(row, this.clock.now());
    return {
      id: row.id,
      examSessionId: row.sessionId,
      title: row.title,
      purpose: row.purpose,
      status: row.status,
      startedAt: row.startedAt.toISOString(),
      submittedAt: row.endedAt?.toISOString() ?? null,
      score: released ? row.score : null,
      max: row.maxScore,
      passed: released ? row.passed : null,
      // Whoever had not seen the former result yet knows no other than this.
      corrected:
        released && row.correctedAt && isReleased(row, row.correctedAt)
          ? {
              at: row.correctedAt.toISOString(),
              scoreBefore: row.firstScore,
              maxBefore: row.firstMax,
              passedBefore: row.firstPassed,
            }
          : null,
    };
  }
}
