import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { ReadTx, Tx } from '../../platform/db/tx.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { PostRegister, type Assignment, type PostRisk, type RegisteredPost } from '../organisations/index.js';

const COLUMNS = `p.id, p.organisation_id AS "enterpriseId", p.name, p.underground, p.dangerous_surface AS "dangerousSurface", p.active`;

/** What the roster needs of posts (organisations/people/post-register.ts), set by set. */
@Injectable()
export class SqlPostRegister extends PostRegister {
  constructor(private readonly clock: Clock) {
    super();
  }

  async hold(tx: Tx, ids: readonly string[]): Promise<RegisteredPost[]> {
    if (ids.length === 0) return [];
    return tx.query<RegisteredPost>(`SELECT ${COLUMNS} FROM post p WHERE p.id = ANY($1) ORDER BY p.id FOR SHARE`, [
      ids,
    ]);
  }

  async ofEnterprise(tx: ReadTx, enterpriseId: string): Promise<RegisteredPost[]> {
    return tx.query<RegisteredPost>(`SELECT ${COLUMNS} FROM post p WHERE p.organisation_id = $1 ORDER BY p.name`, [
      enterpriseId,
    ]);
  }

  async fromLibrary(tx: ReadTx, field: string | null, names: readonly string[]): Promise<PostRisk[]> {
    if (names.length === 0) return [];
    return tx.query<PostRisk>(
      `SELECT DISTINCT ON (name) name, underground, dangerous_surface AS "dangerousSurface" FROM post_template
       WHERE name = ANY($1) AND (field = $2 OR field IS NULL) ORDER BY name, field NULLS LAST`,
      [names, field],
    );
  }

  async open(
    tx: Tx,
    enterprise: { id: string; field: string | null },
    names: readonly string[],
  ): Promise<RegisteredPost[]> {
    await tx.query(
      `INSERT INTO post (id, organisation_id, template_id, name, high_risk, underground, dangerous_surface, required_certificates, created_at)
       SELECT n.id, $3, t.id, n.name, coalesce(t.high_risk, false), coalesce(t.underground, false), coalesce(t.dangerous_surface, false),
         coalesce(t.required_certificates, '{}'), $5
       FROM unnest($1::uuid[], $2::text[]) AS n (id, name)
       LEFT JOIN LATERAL (SELECT * FROM post_template t WHERE t.name = n.name AND (t.field = $4 OR t.field IS NULL) ORDER BY t.field NULLS LAST LIMIT 1) t ON true
       ON CONFLICT (organisation_id, name) DO NOTHING`,
      [names.map(() => uuidv7()), names, enterprise.id, enterprise.field, this.clock.now()],
    );
    return tx.query<RegisteredPost>(`SELECT ${COLUMNS} FROM post p WHERE p.organisation_id = $1 AND p.name = ANY($2)`, [
      enterprise.id,
      names,
    ]);
  }

  async assign(tx: Tx, assignments: readonly Assignment[]): Promise<void> {
    if (assignments.length === 0) return;
    await tx.query(
      `INSERT INTO post_assignment (id, employment_id, person_id, post_id, starts_on, recorded_at)
       SELECT *, $6::timestamptz FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::date[])`,
      [
        assignments.map(() => uuidv7()),
        assignments.map((a) => a.employmentId),
        assignments.map((a) => a.personId),
        assignments.map((a) => a.postId),
        assignments.map((a) => a.startsOn),
        this.clock.now(),
      ],
    );
  }

  async end(tx: Tx, ended: readonly { employmentId: string; postId?: string }[], on: string): Promise<void> {
    if (ended.length === 0) return;
    // greatest: a row that starts on or after the day it ends was never in force, and stays as an empty interval.
    await tx.query(
      `UPDATE post_assignment a SET ends_on = greatest($3::date, a.starts_on)
       FROM unnest($1::uuid[], $2::uuid[]) AS x (employment_id, post_id)
       WHERE a.employment_id = x.employment_id AND (x.post_id IS NULL OR a.post_id = x.post_id) AND a.ends_on IS NULL`,
      [ended.map((e) => e.employmentId), ended.map((e) => e.postId ?? null), on],
    );
  }

  async held(tx: ReadTx, employmentIds: readonly string[]): Promise<{ employmentId: string; postId: string }[]> {
    if (employmentIds.length === 0) return [];
    return tx.query(
      `SELECT employment_id AS "employmentId", post_id AS "postId" FROM post_assignment WHERE employment_id = ANY($1) AND ends_on IS NULL ORDER BY starts_on, id`,
      [employmentIds],
    );
  }

  async dispatchWorkersAtRisk(tx: ReadTx, enterpriseId: string): Promise<number> {
    return tx.beyondScope(async () => {
      const row = await tx.one<{ count: number }>(
        `SELECT count(DISTINCT e.person_id)::int AS count FROM employment e
         JOIN post_assignment a ON a.employment_id = e.id AND a.ends_on IS NULL JOIN post p ON p.id = a.post_id
         WHERE e.enterprise_id = $1 AND e.ends_on IS NULL AND e.employment_type = 'dispatch' AND (p.underground OR p.dangerous_surface)`,
        [enterpriseId],
      );
      return row?.count ?? 0;
    });
  }
}
