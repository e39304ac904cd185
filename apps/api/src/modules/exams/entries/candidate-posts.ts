import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { matching, type EntryRule } from './entries.repository.js';

/** People who hold the same posts: one exam serves many posts, and everybody of one set draws from the same questions. */
export interface PostSet {
  readonly postIds: readonly string[];
  /** 低压电工、高处作业; empty for people without a post. */
  readonly name: string;
  readonly people: number;
  /** A few of them, to find them by. */
  readonly examples: readonly string[];
}

/** What somebody of a list was asked in the exam before. */
export interface LastAttempt {
  readonly personId: string;
  readonly postIds: readonly string[];
  readonly questionIds: readonly string[];
}

/** The posts and the employments that count on $2; `p` holds the people. */
const POSTS_OF = `
  coalesce((SELECT array_agg(DISTINCT a.post_id::text ORDER BY a.post_id::text) FROM post_assignment a
    JOIN employment e ON e.id = a.employment_id AND e.starts_on <= $2::date AND (e.ends_on IS NULL OR e.ends_on > $2::date)
    WHERE a.person_id = p.person_id AND a.starts_on <= $2::date AND (a.ends_on IS NULL OR a.ends_on > $2::date)), '{}')`;

const QUESTIONS_OF = `ARRAY(SELECT question_id::text FROM paper_slots(t.paper))`;

const LISTED = `(SELECT * FROM unnest($1::text[], $3::text[]) AS given(kind, target_id))`;

@Injectable()
export class CandidatePosts {
  async of(tx: ReadTx, personId: string, today: string): Promise<string[]> {
    const row = await tx.one<{ post_ids: string[] }>(
      `SELECT ${POSTS_OF} AS post_ids FROM (SELECT $1::uuid AS person_id) p`,
      [personId, today],
    );
    return row?.post_ids ?? [];
  }

  /** The sets of posts among those whom rules reach, the largest first; the caller has checked the rules. */
  async sets(tx: ReadTx, rules: readonly EntryRule[], today: string): Promise<PostSet[]> {
    return tx.beyondScope(() =>
      tx.query<PostSet>(
        `SELECT held.post_ids AS "postIds", count(*)::int AS people,
           (array_agg(person.name ORDER BY person.name))[1:3] AS examples,
           coalesce((SELECT string_agg(post.name, '、' ORDER BY post.name) FROM post WHERE post.id::text = ANY(held.post_ids)), '') AS name
         FROM (SELECT p.person_id, ${POSTS_OF} AS post_ids FROM (${matching(LISTED)}) p) held
         JOIN person ON person.id = held.person_id
         GROUP BY held.post_ids ORDER BY count(*) DESC, 1`,
        [rules.map((rule) => rule.kind), today, rules.map((rule) => rule.id)],
      ),
    );
  }

  /** The last attempt of each of those whom rules reach, of the same purpose in whatever session. */
  async lastAttempts(tx: ReadTx, rules: readonly EntryRule[], today: string, purpose: string): Promise<LastAttempt[]> {
    return tx.beyondScope(() =>
      tx.query<LastAttempt>(
        `SELECT p.person_id AS "personId", ${POSTS_OF} AS "postIds", t.questions AS "questionIds" FROM (${matching(LISTED)}) p
         JOIN LATERAL (SELECT ${QUESTIONS_OF} AS questions FROM attempt t JOIN exam_session s ON s.id = t.session_id
           WHERE t.person_id = p.person_id AND s.purpose = $4 ORDER BY t.started_at DESC LIMIT 1) t ON true
         ORDER BY p.person_id`,
        [rules.map((rule) => rule.kind), today, rules.map((rule) => rule.id), purpose],
      ),
    );
  }

  /** Null when he has not sat one. */
  async lastAttemptOf(tx: ReadTx, personId: string, purpose: string): Promise<string[] | null> {
    const row = await tx.one<{ questions: string[] }>(
      `SELECT ${QUESTIONS_OF} AS questions FROM attempt t JOIN exam_session s ON s.id = t.session_id
       WHERE t.person_id = $1 AND s.purpose = $2 ORDER BY t.started_at DESC LIMIT 1`,
      [personId, purpose],
    );
    return row?.questions ?? null;
  }

  /** The papers that these people have last been given in a session. */
  async papersIn(tx: ReadTx, sessionId: string, personIds: readonly string[]): Promise<string[][]> {
    if (personIds.length === 0) return [];
    const rows = await tx.query<{ questions: string[] }>(
      `SELECT DISTINCT ON (t.person_id) t.person_id, ${QUESTIONS_OF} AS questions FROM attempt t
       WHERE t.session_id = $1 AND t.person_id = ANY($2::uuid[]) ORDER BY t.person_id, t.no DESC`,
      [sessionId, personIds],
    );
    return rows.map((row) => row.questions);
  }

  async name(tx: ReadTx, postIds: readonly string[]): Promise<string> {
    const rows = await tx.query<{ name: string }>(`SELECT name FROM post WHERE id = ANY($1::uuid[]) ORDER BY name`, [
      postIds,
    ]);
    return rows.map((row) => row.name).join('、');
  }
}
