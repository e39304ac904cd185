import type { AudienceRule, PlanRosterRole } from './training-plan.entity.js';

/**
 * WHO IS DUE, and how he stands: the only definition of it (rules.md 4.4, COV-3, COV-4). Every number and every name about
 * a plan comes from here. Whoever changes a rule below gives the definition a new version; answers carry it.
 *
 * due-1, as of a civil date D:
 * - On the roster: an employment with starts_on ≤ D < ends_on, of any employment type (dispatch and contractors count).
 * - In the audience: a region rule reaches units of *enterprises* registered in that region or below (and of that field, when
 *   the rule has one), never offices; an organisation rule reaches the unit and everything below; a post rule reaches whoever
 *   holds the post on D (starts_on ≤ D < ends_on). Several rules: any of them. Roster roles: one of them, when there are any.
 * - A person counts once per enterprise, whatever number of posts he has there, in the unit of his latest employment.
 *   In a region he counts once, also when he works at two of its enterprises; so the children of a region may add up to more
 *   than the region. The units of an enterprise always add up to it.
 * - Standing: `met` when the requirement was met on a civil date ≤ D (a late pass counts from its own date); else `excused`
 *   when an excusal is in force on D; else `overdue` when D is past due_on (the due date itself is still in time); else `due`.
 * - The denominator «due» is met + overdue + still due. Who is excused is out of it and shown apart, with reason and name.
 * - Where units and enterprises stand in the tree, and their regions, are as they are now; employments, posts, excusals and
 *   passes are as they were on D: a transfer today changes nothing in last month's answer.
 */
export const DUE_DEFINITION = 'due-1';

export interface DuePlan {
  readonly id: string;
  readonly requirementId: string;
  readonly dueOn: string;
  readonly audience: readonly AudienceRule[];
  readonly rosterRoles: readonly PlanRosterRole[] | null;
}

/** Pushes a value onto the query's parameters and gives its placeholder. */
export type Bind = (value: unknown) => string;

export function binder(parameters: unknown[]): Bind {
  return (value) => `$${parameters.push(value)}`;
}

/** Half-open [starts_on, ends_on) holds the date. `date` is an SQL expression. */
export function inForce(alias: string, date: string): string {
  return `${alias}.starts_on <= ${date} AND (${alias}.ends_on IS NULL OR ${date} < ${alias}.ends_on)`;
}

/** The civil date in China of an instant, as SQL. */
export function civilDateSql(instant: string): string {
  return `(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;
}

/** Joins for the aliases that `dueCondition` speaks of: e (employment), u (its unit), r (the unit's enterprise). */
export const DUE_FROM = `employment e JOIN organisation u ON u.id = e.organisation_id JOIN organisation r ON r.id = e.enterprise_id`;

/** The condition on an employment (aliases of DUE_FROM) that its person is due on a date. `date` is an SQL expression. */
export function dueCondition(plan: Pick<DuePlan, 'audience' | 'rosterRoles'>, date: string, bind: Bind): string {
  const rules = plan.audience.map((rule) => audienceCondition(rule, date, bind));
  const audience = rules.length > 0 ? `(${rules.join(' OR ')})` : 'false';
  const roles = plan.rosterRoles ? ` AND e.roster_role = ANY(${bind(plan.rosterRoles)}::text[])` : '';
  return `${inForce('e', date)} AND ${audience}${roles}`;
}

function audienceCondition(rule: AudienceRule, date: string, bind: Bind): string {
  switch (rule.kind) {
    case 'region': {
      const field = rule.field === undefined ? '' : ` AND r.field = ${bind(rule.field)}`;
      return `(r.kind = 'enterprise' AND starts_with(r.region_code, ${bind(rule.id)})${field})`;
    }
    case 'organisation':
      return `strpos(u.path, ${bind(`/${rule.id}/`)}) > 0`;
    case 'post':
      return `EXISTS (SELECT 1 FROM post_assignment pa WHERE pa.employment_id = e.id AND pa.post_id = ${bind(rule.id)} AND ${inForce('pa', date)})`;
  }
}

/**
 * A subquery with one row per person and enterprise: person_id, enterprise_id, employment_id, unit_path (of ids),
 * region_code, status, met_at, attempt_id, excused_reason. `among` narrows the employments (aliases of DUE_FROM): scope, node.
 */
export function standingQuery(plan: DuePlan, asOf: string, bind: Bind, among: string): string {
  const date = `${bind(asOf)}::date`;
  return `
    SELECT d.*, c.met_at, c.attempt_id, x.reason AS excused_reason,
      CASE WHEN c.person_id IS NOT NULL THEN 'met' WHEN x.person_id IS NOT NULL THEN 'excused'
           WHEN ${date} > ${bind(plan.dueOn)}::date THEN 'overdue' ELSE 'due' END AS status
    FROM (
      SELECT DISTINCT ON (e.person_id, e.enterprise_id)
        e.person_id, e.enterprise_id, e.id AS employment_id, u.path AS unit_path, r.region_code
      FROM ${DUE_FROM}
      WHERE ${dueCondition(plan, date, bind)} AND ${among}
      ORDER BY e.person_id, e.enterprise_id, e.starts_on DESC, e.id DESC
    ) d
    LEFT JOIN completion c ON c.requirement_id = ${bind(plan.requirementId)} AND c.person_id = d.person_id AND ${civilDateSql('c.met_at')} <= ${date}
    LEFT JOIN (
      SELECT DISTINCT ON (x.person_id) x.person_id, x.reason FROM plan_excusal x
      WHERE x.plan_id = ${bind(plan.id)} AND ${inForce('x', date)} ORDER BY x.person_id, x.recorded_at, x.id
    ) x ON x.person_id = d.person_id`;
}

/** The four integers over a standing query under the alias `s`. Persons are counted, not employments. */
export const COUNTS = `
  count(DISTINCT s.person_id) FILTER (WHERE s.status <> 'excused')::int AS due,
  count(DISTINCT s.person_id) FILTER (WHERE s.status = 'met')::int AS met,
  count(DISTINCT s.person_id) FILTER (WHERE s.status = 'overdue')::int AS overdue,
  count(DISTINCT s.person_id) FILTER (WHERE s.status = 'excused')::int AS excused`;

export interface Counts {
  readonly due: number;
  readonly met: number;
  readonly overdue: number;
  readonly excused: number;
}
