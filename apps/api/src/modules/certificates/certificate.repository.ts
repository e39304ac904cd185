import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../platform/db/tx.js';
import {
  DUE_FROM,
  PLAN_COLUMNS,
  PLAN_FROM,
  binder,
  dueCondition,
  inForce,
  type Plan,
  type RequirementMet,
} from '../training-plans/index.js';
import { CertificateHoldRow, CORRECTED, REGRADED, type CertificateRow } from './certificate.entity.js';

/** A stored certificate; dates are civil dates. */
export type StoredCertificate = CertificateRow;

export const CERTIFICATE_COLUMNS = `
  c.id, c.number, c.verification_code AS "verificationCode", c.person_id AS "personId", c.organisation_id AS "organisationId",
  c.plan_id AS "planId", c.attempt_id AS "attemptId", c.period, c.fields, c.signature, c.file_id AS "fileId", c.file_sha256 AS "fileSha256",
  c.status, c.issued_on::text AS "issuedOn", c.issued_at AS "issuedAt", c.valid_until::text AS "validUntil",
  c.revoked_at AS "revokedAt", c.revoked_reason AS "revokedReason", c.revoked_by AS "revokedBy", c.superseded_by AS "supersededBy"`;

export interface Holder {
  readonly name: string;
  readonly idMasked: string;
  readonly organisationId: string;
  readonly enterpriseName: string;
  readonly regionCode: string;
  readonly postNames: string[] | null;
}

export interface Pass {
  readonly score: number;
  readonly maxScore: number;
  readonly passHundredths: number;
}

@Injectable()
export class CertificateRepository {
  find(tx: ReadTx, id: string): Promise<StoredCertificate | null> {
    return tx.one(`SELECT ${CERTIFICATE_COLUMNS} FROM certificate c WHERE c.id = $1`, [id]);
  }

  lock(tx: Tx, id: string): Promise<StoredCertificate | null> {
    return tx.one(`SELECT ${CERTIFICATE_COLUMNS} FROM certificate c WHERE c.id = $1 FOR UPDATE`, [id]);
  }

  byCode(tx: ReadTx, verificationCode: string): Promise<StoredCertificate | null> {
    return tx.one(`SELECT ${CERTIFICATE_COLUMNS} FROM certificate c WHERE c.verification_code = $1`, [
      verificationCode,
    ]);
  }

  after(tx: ReadTx, id: string | null, limit: number): Promise<StoredCertificate[]> {
    return tx.query(
      `SELECT ${CERTIFICATE_COLUMNS} FROM certificate c WHERE $1::uuid IS NULL OR c.id > $1 ORDER BY c.id LIMIT $2`,
      [id, limit],
    );
  }

  /**
   * For this pass (whatever people have decided about it since), or in effect for the same person, plan and period. One that the
   * platform itself took away, after a re-grade, may come again with the next one.
   */
  async existsFor(
    tx: ReadTx,
    given: { personId: string; planId: string; period: string; attemptId: string },
  ): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 AS found FROM certificate WHERE person_id = $1 AND plan_id = $2 AND ((attempt_id = $4 AND NOT (status = 'revoked' AND revoked_by IS NULL AND revoked_reason = ANY($5))) OR (period = $3 AND status = 'effective')) LIMIT 1`,
      [given.personId, given.planId, given.period, given.attemptId, [REGRADED, CORRECTED]],
    );
    return row !== null;
  }

  /**
   * The unique index on (person, plan, period) of effective certificates is the guard: false when there is one already. A
   * number or code that is taken is an error; the whole delivery is then tried again with new random bytes.
   */
  async insert(
    tx: Tx,
    row: Omit<
      StoredCertificate,
      'fileId' | 'fileSha256' | 'status' | 'revokedAt' | 'revokedReason' | 'revokedBy' | 'supersededBy'
    >,
  ): Promise<boolean> {
    const made = await tx.one(
      `INSERT INTO certificate (id, number, verification_code, person_id, organisation_id, plan_id, attempt_id, period, fields, signature, status, issued_on, issued_at, valid_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'effective', $11, $12, $13)
       ON CONFLICT (person_id, plan_id, period) WHERE status = 'effective' DO NOTHING RETURNING id`,
      [
        row.id,
        row.number,
        row.verificationCode,
        row.personId,
        row.organisationId,
        row.planId,
        row.attemptId,
        row.period,
        JSON.stringify(row.fields),
        JSON.stringify(row.signature),
        row.issuedOn,
        row.issuedAt,
        row.validUntil,
      ],
    );
    return made !== null;
  }

  plan(tx: ReadTx, id: string): Promise<Plan | null> {
    return tx.one<Plan>(`SELECT ${PLAN_COLUMNS} FROM ${PLAN_FROM} WHERE p.id = $1`, [id]);
  }

  /** Where the organisation that owns the plan stands. */
  issuer(tx: ReadTx, planId: string): Promise<{ path: string; region_code: string; field: string | null } | null> {
    return tx.one(
      `SELECT o.path, o.region_code, o.field FROM training_plan p JOIN organisation o ON o.id = p.organisation_id WHERE p.id = $1`,
      [planId],
    );
  }

  /** Who passed, and where he worked by then: by the employment that made him due on that date, else by the one of today. */
  holder(tx: ReadTx, plan: Plan, personId: string, metOn: string, today: string): Promise<Holder | null> {
    const parameters: unknown[] = [];
    const bind = binder(parameters);
    const [person, then, now] = [bind(personId), `${bind(metOn)}::date`, `${bind(today)}::date`];
    const dueThen = dueCondition(plan, then, bind);
    const dueNow = dueCondition(plan, now, bind);
    return tx.one<Holder>(
      `SELECT n.name, n.id_masked AS "idMasked", r.id AS "organisationId", r.name AS "enterpriseName", r.region_code AS "regionCode",
         (SELECT array_agg(DISTINCT post.name ORDER BY post.name) FROM post_assignment pa JOIN post ON post.id = pa.post_id
          WHERE pa.employment_id = e.id AND ${inForce('pa', `CASE WHEN ${dueThen} THEN ${then} ELSE ${now} END`)}) AS "postNames"
       FROM ${DUE_FROM} JOIN person n ON n.id = e.person_id
       WHERE e.person_id = ${person} AND ((${dueThen}) OR (${dueNow}))
       ORDER BY (${dueThen}) DESC, e.starts_on DESC, e.id DESC LIMIT 1`,
      parameters,
    );
  }

  /** As the attempt stands now; null when it does not pass (any more). Where questions were dropped the pass line has moved. */
  pass(tx: ReadTx, attemptId: string): Promise<Pass | null> {
    return tx.one<Pass>(
      `SELECT a.score, a.max_score AS "maxScore", coalesce(ceil(s.pass_hundredths::numeric * a.max_score
         / nullif(s.total_hundredths, 0))::int, s.pass_hundredths) AS "passHundredths" FROM attempt a JOIN exam_session s ON s.id = a.session_id
       WHERE a.id = $1 AND a.score IS NOT NULL AND a.passed`,
      [attemptId],
    );
  }

  async withoutFile(tx: ReadTx, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM certificate WHERE file_id IS NULL ORDER BY issued_at LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  }

  async markFile(tx: Tx, id: string, fileId: string, sha256: string): Promise<void> {
    await tx.query(`UPDATE certificate SET file_id = $2, file_sha256 = $3 WHERE id = $1 AND file_id IS NULL`, [
      id,
      fileId,
      sha256,
    ]);
  }

  async revoke(tx: Tx, id: string, given: { at: Date; reason: string; by: string | null }): Promise<void> {
    await tx.query(
      `UPDATE certificate SET status = 'revoked', revoked_at = $2, revoked_reason = $3, revoked_by = $4 WHERE id = $1`,
      [id, given.at, given.reason, given.by],
    );
  }

  /** In effect, by these attempts. */
  byAttempts(tx: ReadTx, attemptIds: readonly string[]): Promise<{ attemptId: string; number: string }[]> {
    return tx.query(
      `SELECT attempt_id AS "attemptId", number FROM certificate WHERE attempt_id = ANY($1::uuid[]) AND status = 'effective' ORDER BY number`,
      [attemptIds],
    );
  }

  /** `by` says what the revoked one said wrongly. */
  async supersede(tx: Tx, id: string, by: string): Promise<void> {
    await tx.query(`UPDATE certificate SET superseded_by = $2 WHERE id = $1`, [id, by]);
  }

  /** In effect, by this attempt; locked, one per plan that it meets. */
  lockEffective(tx: Tx, attemptId: string): Promise<StoredCertificate[]> {
    return tx.query(
      `SELECT ${CERTIFICATE_COLUMNS} FROM certificate c WHERE c.attempt_id = $1 AND c.status = 'effective' ORDER BY c.id FOR UPDATE`,
      [attemptId],
    );
  }

  /** In effect, for a plan by an attempt that does not pass; locked. */
  lockUnearned(tx: Tx, planId: string, attemptId: string): Promise<StoredCertificate | null> {
    return tx.one(
      `SELECT ${CERTIFICATE_COLUMNS} FROM certificate c WHERE c.plan_id = $1 AND c.attempt_id = $2 AND c.status = 'effective'
         AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.id = c.attempt_id AND a.passed) FOR UPDATE OF c`,
      [planId, attemptId],
    );
  }

  /** By which the person meets the plan as things stand. */
  standing(tx: ReadTx, planId: string, personId: string): Promise<RequirementMet | null> {
    return tx
      .one<Omit<RequirementMet, 'metAt'> & { metAt: Date }>(
        `SELECT p.id AS "planId", q.id AS "requirementId", c.person_id AS "personId", c.attempt_id AS "attemptId", c.met_at AS "metAt", p.period
       FROM completion c JOIN requirement q ON q.id = c.requirement_id JOIN training_plan p ON p.id = q.plan_id
       WHERE p.id = $1 AND c.person_id = $2 LIMIT 1`,
        [planId, personId],
      )
      .then((met) => met && { ...met, metAt: met.metAt.toISOString() });
  }

  /** Certificates in effect although the audit chain says that they were revoked. */
  async undoneRevocations(tx: ReadTx): Promise<{ id: string; number: string }[]> {
    return tx.query(
      `SELECT c.id, c.number FROM certificate c JOIN audit_entry a ON a.subject_type = 'certificate' AND a.subject_id = c.id::text AND a.action = 'certificates.certificate.revoke'
       WHERE c.status <> 'revoked'`,
    );
  }

  /** Issued, as the audit chain says, and no longer there. */
  async vanished(tx: ReadTx): Promise<{ id: string; number: string }[]> {
    return tx.query(
      `SELECT a.subject_id AS id, a.detail ->> 'number' AS number FROM audit_entry a
       WHERE a.action = 'certificates.certificate.issue' AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.id::text = a.subject_id) ORDER BY a.subject_id`,
    );
  }

  async hold(
    tx: Tx,
    row: Pick<CertificateHoldRow, 'requirementId' | 'personId' | 'attemptId' | 'metAt' | 'reason' | 'detail'>,
    now: Date,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO certificate_hold (requirement_id, person_id, attempt_id, met_at, reason, detail, held_at, tried_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
       ON CONFLICT (requirement_id, person_id) DO UPDATE SET reason = excluded.reason, detail = excluded.detail, tried_at = excluded.tried_at`,
      [row.requirementId, row.personId, row.attemptId, row.metAt, row.reason, row.detail, now],
    );
  }

  /** The hold that has waited longest since it was last tried, before the given instant; taken for this transaction. */
  takeHold(tx: Tx, triedBefore: Date): Promise<(CertificateHoldRow & { planId: string; period: string }) | null> {
    return tx.one(
      `SELECT h.requirement_id AS "requirementId", h.person_id AS "personId", h.attempt_id AS "attemptId", h.met_at AS "metAt", h.reason, h.detail,
         h.held_at AS "heldAt", h.tried_at AS "triedAt", p.id AS "planId", p.period
       FROM certificate_hold h JOIN requirement q ON q.id = h.requirement_id JOIN training_plan p ON p.id = q.plan_id
       WHERE h.tried_at < $1 ORDER BY h.tried_at LIMIT 1 FOR UPDATE OF h SKIP LOCKED`,
      [triedBefore],
    );
  }

  async release(tx: Tx, requirementId: string, personId: string): Promise<void> {
    await tx.query(`DELETE FROM certificate_hold WHERE requirement_id = $1 AND person_id = $2`, [
      requirementId,
      personId,
    ]);
  }
}
