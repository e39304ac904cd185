import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../platform/db/tx.js';
import { DUE_FROM, binder, civilDateSql, dueCondition, type DuePlan } from './due-people.js';
import {
  PlanExcusalRow,
  RequirementRow,
  TrainingPlanRow,
  type AudienceRule,
  type PlanStatus,
} from './training-plan.entity.js';

/** A plan with its one requirement, as the verbs work on it. Dates are civil dates. */
export interface Plan extends DuePlan {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly title: string;
  readonly period: string;
  readonly startsOn: string;
  readonly status: PlanStatus;
  readonly examSessionId: string;
  readonly examTitle: string;
  readonly examStatus: string;
  readonly issuesCertificate: boolean;
  readonly certificateValidMonths: number | null;
  readonly certificateIssuer: string | null;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  readonly version: number;
}

export const PLAN_COLUMNS = `
  p.id, p.organisation_id AS "organisationId", o.name AS "organisationName", p.title, p.period, p.starts_on::text AS "startsOn",
  p.due_on::text AS "dueOn", p.status, p.audience, p.roster_roles AS "rosterRoles", q.id AS "requirementId",
  q.exam_session_id AS "examSessionId", s.title AS "examTitle", s.status AS "examStatus", p.issues_certificate AS "issuesCertificate",
  p.certificate_valid_months AS "certificateValidMonths", p.certificate_issuer AS "certificateIssuer",
  p.created_at AS "createdAt", p.closed_at AS "closedAt", p.version`;
export const PLAN_FROM = `
  training_plan p JOIN requirement q ON q.plan_id = p.id JOIN organisation o ON o.id = p.organisation_id
  JOIN exam_session s ON s.id = q.exam_session_id`;

export interface NewCompletion {
  readonly person_id: string;
  readonly attempt_id: string;
  readonly met_at: Date;
}

@Injectable()
export class TrainingPlanRepository {
  find(tx: ReadTx, id: string): Promise<Plan | null> {
    return tx.one<Plan>(`SELECT ${PLAN_COLUMNS} FROM ${PLAN_FROM} WHERE p.id = $1`, [id]);
  }

  /** For a change of the plan: waits for whoever is recording completions by it, and makes later ones wait. */
  async lock(tx: Tx, id: string): Promise<Plan | null> {
    await tx.query(`SELECT id FROM training_plan WHERE id = $1 FOR UPDATE`, [id]);
    return this.find(tx, id);
  }

  /**
   * Plans that require this exam, in whatever state, held as they are until COMMIT. Drafts are held too: an activation that
   * is under way then either sees this attempt itself or is seen from here, so that no pass falls between the two.
   */
  async holdByExam(tx: Tx, examSessionId: string): Promise<Plan[]> {
    const held = await tx.query<{ id: string }>(
      `SELECT id FROM training_plan WHERE id IN (SELECT plan_id FROM requirement WHERE exam_session_id = $1) ORDER BY id FOR SHARE`,
      [examSessionId],
    );
    return this.findMany(
      tx,
      held.map((row) => row.id),
    );
  }

  async hold(tx: Tx, id: string): Promise<Plan | null> {
    await tx.query(`SELECT id FROM training_plan WHERE id = $1 FOR SHARE`, [id]);
    return this.find(tx, id);
  }

  async activeIds(tx: ReadTx): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(`SELECT id FROM training_plan WHERE status = 'active' ORDER BY id`);
    return rows.map((row) => row.id);
  }

  async insert(tx: Tx, plan: TrainingPlanRow, requirement: RequirementRow): Promise<void> {
    await tx.repository(TrainingPlanRow).insert(plan);
    await tx.repository(RequirementRow).insert(requirement);
  }

  async update(tx: Tx, id: string, changes: Partial<TrainingPlanRow>): Promise<void> {
    await tx.repository(TrainingPlanRow).update({ id }, changes);
  }

  async setExam(tx: Tx, planId: string, examSessionId: string): Promise<void> {
    await tx.repository(RequirementRow).update({ planId }, { examSessionId });
  }

  /**
   * Records passes of the plan's exam as completions: the earliest one of each person who was due when he passed, or is due
   * today. The primary key keeps it to one per person; the answer holds only rows that this call has made.
   */
  async recordPasses(
    tx: Tx,
    plan: Plan,
    given: { readonly today: string; readonly limit: number; readonly personId?: string },
  ): Promise<NewCompletion[]> {
    const parameters: unknown[] = [];
    const bind = binder(parameters);
    const endedOn = civilDateSql('a.ended_at');
    const person = given.personId === undefined ? '' : `AND a.person_id = ${bind(given.personId)}`;
    const closed = plan.closedAt === null ? '' : `AND a.ended_at <= ${bind(plan.closedAt)}`;
    return tx.query<NewCompletion>(
      `INSERT INTO completion (requirement_id, person_id, attempt_id, met_at)
       SELECT DISTINCT ON (a.person_id) ${bind(plan.requirementId)}::uuid, a.person_id, a.id, a.ended_at
       FROM attempt a
       WHERE a.session_id = ${bind(plan.examSessionId)} AND a.passed AND a.ended_at IS NOT NULL AND ${endedOn} >= ${bind(plan.startsOn)}::date ${closed} ${person}
         AND NOT EXISTS (SELECT 1 FROM completion c WHERE c.requirement_id = ${bind(plan.requirementId)} AND c.person_id = a.person_id)
         AND EXISTS (SELECT 1 FROM ${DUE_FROM} WHERE e.person_id = a.person_id
           AND ((${dueCondition(plan, endedOn, bind)}) OR (${dueCondition(plan, `${bind(given.today)}::date`, bind)})))
       ORDER BY a.person_id, a.ended_at, a.id
       LIMIT ${bind(given.limit)}
       ON CONFLICT DO NOTHING
       RETURNING person_id, attempt_id, met_at`,
      parameters,
    );
  }

  /** True when there was a completion by this attempt, and the attempt does not pass. */
  async removeUnearned(tx: Tx, requirementId: string, personId: string, attemptId: string): Promise<boolean> {
    const rows = await tx.query(
      `DELETE FROM completion c WHERE c.requirement_id = $1 AND c.person_id = $2 AND c.attempt_id = $3
         AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.id = c.attempt_id AND a.passed) RETURNING c.person_id`,
      [requirementId, personId, attemptId],
    );
    return rows.length > 0;
  }

  /** Is there an employment by which this person is due on one of the dates? */
  async isDue(tx: ReadTx, plan: Plan, personId: string, dates: readonly string[]): Promise<boolean> {
    const parameters: unknown[] = [];
    const bind = binder(parameters);
    const person = bind(personId);
    const conditions = dates.map((date) => `(${dueCondition(plan, `${bind(date)}::date`, bind)})`);
    const row = await tx.one(
      `SELECT 1 AS due FROM ${DUE_FROM} WHERE e.person_id = ${person} AND (${conditions.join(' OR ')}) LIMIT 1`,
      parameters,
    );
    return row !== null;
  }

  excusalsOf(
    tx: ReadTx,
    planId: string,
    personId: string,
  ): Promise<{ reason: string; startsOn: string; endsOn: string | null }[]> {
    return tx.query(
      `SELECT reason, starts_on::text AS "startsOn", ends_on::text AS "endsOn" FROM plan_excusal WHERE plan_id = $1 AND person_id = $2`,
      [planId, personId],
    );
  }

  async insertExcusal(tx: Tx, row: PlanExcusalRow): Promise<void> {
    await tx.repository(PlanExcusalRow).insert(row);
  }

  findExcusal(
    tx: ReadTx,
    planId: string,
    id: string,
  ): Promise<{ id: string; personId: string; startsOn: string; endsOn: string | null } | null> {
    return tx.one(
      `SELECT id, person_id AS "personId", starts_on::text AS "startsOn", ends_on::text AS "endsOn" FROM plan_excusal WHERE plan_id = $1 AND id = $2`,
      [planId, id],
    );
  }

  async endExcusal(
    tx: Tx,
    id: string,
    changes: Pick<PlanExcusalRow, 'endsOn' | 'endedAt' | 'endedByName'>,
  ): Promise<void> {
    await tx.repository(PlanExcusalRow).update({ id }, changes);
  }

  /** The organisation that owns an exam, with what a plan must know of it. */
  findExam(
    tx: ReadTx,
    id: string,
  ): Promise<{ purpose: string; status: string; path: string; region_code: string; field: string | null } | null> {
    return tx.one(
      `SELECT s.purpose, s.status, o.path, o.region_code, o.field FROM exam_session s JOIN organisation o ON o.id = s.organisation_id WHERE s.id = $1`,
      [id],
    );
  }

  /** For each rule the organisation that decides whose it is; nothing for what does not exist. Regions have none. */
  organisationsOfRules(
    tx: ReadTx,
    rules: readonly AudienceRule[],
  ): Promise<{ kind: string; id: string; path: string; region_code: string; field: string | null; name: string }[]> {
    return tx.query(
      `SELECT a.kind, a.id, o.path, o.region_code, o.field, CASE a.kind WHEN 'post' THEN t.name ELSE o.name END AS name
       FROM jsonb_to_recordset($1::jsonb) AS a(kind text, id text)
       LEFT JOIN post t ON a.kind = 'post' AND t.id = a.id::uuid
       JOIN organisation o ON o.id = CASE a.kind WHEN 'post' THEN t.organisation_id ELSE a.id::uuid END`,
      [JSON.stringify(rules.filter((rule) => rule.kind !== 'region'))],
    );
  }

  regionNames(tx: ReadTx, codes: readonly string[]): Promise<{ code: string; name: string }[]> {
    return tx.query(`SELECT code, name FROM region WHERE code = ANY($1::text[])`, [codes]);
  }

  private findMany(tx: ReadTx, ids: readonly string[]): Promise<Plan[]> {
    return tx.query<Plan>(`SELECT ${PLAN_COLUMNS} FROM ${PLAN_FROM} WHERE p.id = ANY($1::uuid[]) ORDER BY p.id`, [ids]);
  }
}
