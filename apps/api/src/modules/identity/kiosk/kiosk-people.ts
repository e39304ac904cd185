import { Injectable } from '@nestjs/common';
import { OrganisationScope, unitInFullSql } from '../../organisations/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import { ISSUED_AT_ONCE, type IssueToPeopleDto, type KioskPeopleQuery, type KioskPerson } from './badge.dto.js';

interface Row {
  id: string;
  name: string;
  tail: string;
  unit: string;
  posts: string[];
  has_account: boolean;
  pin_set_at: Date | null;
  badge_issued_at: Date | null;
  badge_used_at: Date | null;
}

/** Who works at present within the condition on `u`; who works at two places is shown at the later one. $1 is today. */
const peopleSql = (within: string): string => `
  WITH here AS (
    SELECT DISTINCT ON (e.person_id) e.person_id, e.id AS employment_id, u.path AS unit_at, u.name AS unit_name
    FROM employment e JOIN organisation u ON u.id = e.organisation_id
    WHERE e.starts_on <= $1 AND (e.ends_on IS NULL OR e.ends_on > $1) AND ${within}
    ORDER BY e.person_id, e.starts_on DESC, e.id)
  SELECT p.id, p.name, right(p.id_masked, 4) AS tail, ${unitInFullSql('h.unit_at', 'h.unit_name')} AS unit,
    ARRAY(SELECT po.name FROM post_assignment pa JOIN post po ON po.id = pa.post_id
      WHERE pa.employment_id = h.employment_id AND pa.starts_on <= $1 AND (pa.ends_on IS NULL OR pa.ends_on > $1)
      ORDER BY pa.starts_on, po.name) AS posts,
    a.id IS NOT NULL AS has_account, k.changed_at AS pin_set_at, b.issued_at AS badge_issued_at, b.last_used_at AS badge_used_at
  FROM here h JOIN person p ON p.id = h.person_id
  LEFT JOIN account a ON a.person_id = p.id
  LEFT JOIN kiosk_pin k ON k.person_id = p.id
  LEFT JOIN kiosk_badge b ON b.person_id = p.id AND b.ended_at IS NULL`;

const LACKING = {
  account: 'a.id IS NULL',
  pin: 'a.id IS NOT NULL AND k.person_id IS NULL',
  badge: 'a.id IS NOT NULL AND b.id IS NULL',
} as const;

/** Who may use shared devices, and by what. */
@Injectable()
export class KioskPeople {
  constructor(
    private readonly scope: OrganisationScope,
    private readonly clock: Clock,
  ) {}

  async page(tx: ReadTx, permission: string, query: KioskPeopleQuery): Promise<Page<KioskPerson>> {
    const after = decodeCursor(query.cursor, ['text', 'uuid']);
    const parameters: unknown[] = [this.clock.today()];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const within = [this.scope.filter(tx.ctx, permission).sql('u', parameters)];
    if (query.organisationId !== undefined) {
      const { path } = await this.scope.require(tx, permission, query.organisationId);
      within.push(`starts_with(u.path, ${bind(path)})`);
    }
    const where = ['true'];
    const name = query.q?.normalize('NFKC').trim();
    if (name) where.push(`starts_with(p.name, ${bind(name)})`);
    if (query.lacks) where.push(LACKING[query.lacks]);
    if (after) where.push(`(p.name, p.id) > (${bind(after[0])}, ${bind(after[1])}::uuid)`);
    const rows = await tx.query<Row>(
      `${peopleSql(within.join(' AND '))} WHERE ${where.join(' AND ')} ORDER BY p.name, p.id LIMIT ${bind(query.limit + 1)}`,
      parameters,
    );
    return toPage(rows, query.limit, (row) => [row.name, row.id], personOf);
  }

  /**
   * The people who are to get something: those named, else everybody with an account who lacks it. People without an account
   * cannot sign in anywhere and are counted only. Sorted as slips are handed out: by unit, then by name.
   */
  async receivers(
    tx: ReadTx,
    permission: string,
    { organisationId, personIds }: IssueToPeopleDto,
    lacks: 'pin' | 'badge',
  ): Promise<{ readonly people: KioskPerson[]; readonly withoutAccount: number }> {
    const { path } = await this.scope.require(tx, permission, organisationId);
    const rows = await tx.query<Row>(
      `${peopleSql('starts_with(u.path, $2)')} WHERE $3::uuid[] IS NULL OR p.id = ANY($3)`,
      [this.clock.today(), path, personIds ?? null],
    );
    if (personIds !== undefined && rows.length < new Set(personIds).size) throw new DomainError('not-found');
    const found = rows.map(personOf);
    const people = found
      .filter(
        (one) => one.hasAccount && (personIds !== undefined || (lacks === 'pin' ? one.pinSetAt : one.badge) === null),
      )
      .sort((a, b) => a.unit.localeCompare(b.unit, 'zh') || a.name.localeCompare(b.name, 'zh'));
    if (people.length > ISSUED_AT_ONCE)
      throw new DomainError('too-many-at-once', { count: people.length, limit: ISSUED_AT_ONCE });
    return { people, withoutAccount: found.filter((one) => !one.hasAccount).length };
  }
}

function personOf(row: Row): KioskPerson {
  return {
    personId: row.id,
    name: row.name,
    tail: row.tail,
    unit: row.unit,
    posts: row.posts,
    hasAccount: row.has_account,
    pinSetAt: row.pin_set_at?.toISOString() ?? null,
    badge: row.badge_issued_at && {
      issuedAt: row.badge_issued_at.toISOString(),
      lastUsedAt: row.badge_used_at?.toISOString() ?? null,
    },
  };
}
