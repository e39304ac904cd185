import { Injectable } from '@nestjs/common';
import { Clock, isCivilDate } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, encodeCursor, type Page } from '../../../platform/http/page.js';
import { fieldProblem } from '../field-problem.js';
import { OrganisationScope } from '../organisation-scope.js';
import type { EmploymentType, RosterRole } from './employment-words.js';
import { normaliseIdNumber, type IdType } from './id-document.js';
import { IdentitySeal } from './identity-seal.js';
import type { PeopleQuery } from './people-query.dto.js';
import type { Person } from './person.dto.js';
import { normaliseName } from './person-name.js';
import { normalisePhone } from './phone.js';

export const READ_PEOPLE = 'organisations.person.read';

export type PeopleFilter = Omit<PeopleQuery, 'cursor' | 'limit'>;

interface Row {
  employment_id: string;
  id: string;
  name: string;
  id_type: IdType;
  id_masked: string;
  phone_masked: string | null;
  enterprise_id: string;
  enterprise_name: string;
  unit_id: string;
  unit_path: string;
  posts: { id: string; name: string }[];
  employment_type: EmploymentType;
  roster_role: RosterRole;
  starts_on: string;
  ends_on: string | null;
  has_account: boolean;
  version: number;
}

/** Names of the units from below the enterprise down to `alias`, e.g. 综采队 / 一班. */
export const unitPathSql = (alias: string): string =>
  `coalesce((SELECT string_agg(a.name, ' / ' ORDER BY length(a.path)) FROM organisation a
    WHERE a.enterprise_id = ${alias}.enterprise_id AND a.parent_id IS NOT NULL AND starts_with(${alias}.path, a.path)), '')`;

/** $1 is the day asked about. Posts and accounts belong to other modules; reading joins their tables, writing never does. */
const COLUMNS = `e.id AS employment_id, p.id, p.name, p.id_type, p.id_masked, p.phone_masked, e.enterprise_id, n.name AS enterprise_name,
  u.id AS unit_id, ${unitPathSql('u')} AS unit_path,
  (SELECT coalesce(json_agg(json_build_object('id', po.id, 'name', po.name) ORDER BY po.name), '[]'::json)
   FROM post_assignment pa JOIN post po ON po.id = pa.post_id
   WHERE pa.employment_id = e.id AND CASE WHEN e.ends_on <= $1::date THEN pa.ends_on = e.ends_on
     ELSE pa.starts_on <= $1::date AND (pa.ends_on IS NULL OR pa.ends_on > $1::date) END) AS posts,
  e.employment_type, e.roster_role,
  (SELECT max(s.starts_on)::text FROM (
     SELECT h.starts_on, lag(h.id) OVER w AS before, lag(h.ends_on) OVER w AS ended, lag(h.leave_reason) OVER w AS reason FROM employment h
     WHERE h.person_id = e.person_id AND h.enterprise_id = e.enterprise_id AND (h.starts_on, h.recorded_at, h.id) <= (e.starts_on, e.recorded_at, e.id)
     WINDOW w AS (ORDER BY h.starts_on, h.recorded_at, h.id)) s
   WHERE s.before IS NULL OR s.reason IS NOT NULL OR s.ended < s.starts_on) AS starts_on,
  CASE WHEN e.ends_on <= $1::date THEN e.ends_on::text END AS ends_on,
  EXISTS (SELECT 1 FROM account ac WHERE ac.person_id = p.id) AS has_account, p.version`;

const TABLES = `employment e JOIN person p ON p.id = e.person_id JOIN organisation u ON u.id = e.organisation_id JOIN organisation n ON n.id = e.enterprise_id`;

const ACTIVE = `e.starts_on <= $1::date AND (e.ends_on IS NULL OR e.ends_on > $1::date)`;
/** The last line at an enterprise, and it had ended by then. */
const LEFT = `e.ends_on <= $1::date AND NOT EXISTS (SELECT 1 FROM employment later WHERE later.person_id = e.person_id
  AND later.enterprise_id = e.enterprise_id AND later.id <> e.id AND later.starts_on <= $1::date
  AND (later.starts_on, later.recorded_at, later.id) > (e.starts_on, e.recorded_at, e.id))`;

/** The roster as of a day: one line per person and enterprise. */
@Injectable()
export class ListPeople {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly seal: IdentitySeal,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, query: PeopleQuery): Promise<Page<Person>> {
    const after = decodeCursor(query.cursor, ['text', 'uuid']);
    return this.uow.read(ctx, (tx) => this.page(tx, query, query.limit, after));
  }

  /** Every line, page after page, in one snapshot. */
  async *everyPage(tx: ReadTx, filter: PeopleFilter): AsyncGenerator<Person[]> {
    let after: (string | number)[] | null = null;
    for (;;) {
      const page: Page<Person> = await this.page(tx, filter, 2_000, after);
      yield page.items;
      if (page.next === null) return;
      after = decodeCursor(page.next, ['text', 'uuid']);
    }
  }

  /** One line of each enterprise within the scope that has or had him. */
  async linesOf(tx: ReadTx, personId: string): Promise<Person[]> {
    const parameters: unknown[] = [this.clock.today(), personId];
    const rows = await tx.query<Row>(
      `SELECT DISTINCT ON (e.enterprise_id) ${COLUMNS} FROM ${TABLES}
       WHERE e.person_id = $2 AND ${this.scope.filter(tx.ctx, READ_PEOPLE).sql('u', parameters)}
       ORDER BY e.enterprise_id, (e.ends_on IS NULL) DESC, e.starts_on DESC, e.recorded_at DESC, e.id DESC`,
      parameters,
    );
    return rows
      .sort((a, b) => Number(a.ends_on !== null) - Number(b.ends_on !== null) || (a.starts_on < b.starts_on ? 1 : -1))
      .map(toPerson);
  }

  async count(tx: ReadTx, filter: PeopleFilter): Promise<number> {
    const { where, parameters } = await this.conditions(tx, filter);
    const row = await tx.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${TABLES} WHERE ${where.join(' AND ')}`,
      parameters,
    );
    return row?.count ?? 0;
  }

  private async page(
    tx: ReadTx,
    filter: PeopleFilter,
    limit: number,
    after: readonly (string | number)[] | null,
  ): Promise<Page<Person>> {
    const { where, parameters } = await this.conditions(tx, filter);
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    if (after) where.push(`(p.name, e.id) > (${bind(after[0])}, ${bind(after[1])}::uuid)`);
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${where.join(' AND ')} ORDER BY p.name, e.id LIMIT ${bind(limit + 1)}`,
      parameters,
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(toPerson),
      next: rows.length > limit && last ? encodeCursor([last.name, last.employment_id]) : null,
    };
  }

  private async conditions(tx: ReadTx, filter: PeopleFilter): Promise<{ where: string[]; parameters: unknown[] }> {
    const asOf = filter.asOf ?? this.clock.today();
    if (!isCivilDate(asOf)) throw fieldProblem('/asOf', 'isDateString', '日期格式不对，例如 2026-11-30');
    const parameters: unknown[] = [asOf];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const where = [
      filter.status === 'left' ? LEFT : ACTIVE,
      this.scope.filter(tx.ctx, READ_PEOPLE).sql('u', parameters),
    ];
    if (filter.organisationId) {
      const organisation = await this.scope.require(tx, READ_PEOPLE, filter.organisationId);
      where.push(`starts_with(u.path, ${bind(organisation.path)})`);
    }
    if (filter.employmentType) where.push(`e.employment_type = ${bind(filter.employmentType)}`);
    if (filter.postId) {
      where.push(`EXISTS (SELECT 1 FROM post_assignment pa WHERE pa.employment_id = e.id AND pa.post_id = ${bind(filter.postId)}
        AND pa.starts_on <= $1::date AND (pa.ends_on IS NULL OR pa.ends_on > $1::date))`);
    }
    const q = normaliseName(filter.q ?? '');
    if (q !== '') where.push(this.search(q, bind));
    return { where, parameters };
  }

  /** By the beginning of the name; a whole number is looked up by its keyed hash and never compared in clear. */
  private search(q: string, bind: (value: unknown) => string): string {
    const byName = `starts_with(p.name, ${bind(q)})`;
    const number = normaliseIdNumber(q);
    if (!/^[A-Z0-9]{5,20}$/.test(number)) return byName;
    return `(${byName} OR p.id_hash = ${bind(this.seal.idHash(number))} OR p.phone_hash = ${bind(this.seal.phoneHash(normalisePhone(q)))})`;
  }
}

function toPerson(row: Row): Person {
  return {
    id: row.id,
    name: row.name,
    idType: row.id_type,
    idNumberMasked: row.id_masked,
    phoneMasked: row.phone_masked,
    enterpriseId: row.enterprise_id,
    enterpriseName: row.enterprise_name,
    unitId: row.unit_id,
    unitPath: row.unit_path,
    posts: row.posts,
    employmentType: row.employment_type,
    rosterRole: row.roster_role,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    hasAccount: row.has_account,
    version: row.version,
  };
}
