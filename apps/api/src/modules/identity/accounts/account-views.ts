import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import type { PersonBrief, RoleGrant } from './account.dto.js';

/** Read side: what the pages show of accounts. */
@Injectable()
export class AccountViews {
  constructor(private readonly clock: Clock) {}

  async roles(tx: ReadTx, accountIds: readonly string[]): Promise<ReadonlyMap<string, RoleGrant[]>> {
    const rows = await tx.query<RoleGrant & { account_id: string }>(
      `SELECT g.account_id, g.id, g.role, g.organisation_id AS "organisationId", o.name AS "organisationName",
         g.region_code AS "regionCode", r.name AS "regionName", g.field
       FROM role_grant g LEFT JOIN organisation o ON o.id = g.organisation_id LEFT JOIN region r ON r.code = g.region_code
       WHERE g.account_id = ANY($1::uuid[]) ORDER BY g.granted_at, g.id`,
      [accountIds],
    );
    const byAccount = new Map<string, RoleGrant[]>();
    for (const { account_id, ...role } of rows) byAccount.set(account_id, [...(byAccount.get(account_id) ?? []), role]);
    return byAccount;
  }

  /** People as row-level security lets the caller see them, with the present employment, else the last one. */
  async people(tx: ReadTx, personIds: readonly string[]): Promise<ReadonlyMap<string, PersonBrief>> {
    if (personIds.length === 0) return new Map();
    const rows = await tx.query<PersonBrief>(
      `SELECT p.id, p.name, coalesce(en.name, '') AS "organisationName", CASE WHEN u.id <> en.id THEN u.name END AS "unitName",
         coalesce((SELECT array_agg(po.name ORDER BY pa.starts_on, po.name) FROM post_assignment pa JOIN post po ON po.id = pa.post_id
           WHERE pa.employment_id = e.id AND pa.starts_on <= $2 AND (pa.ends_on IS NULL OR pa.ends_on > $2)), '{}') AS "postNames"
       FROM person p
       LEFT JOIN LATERAL (SELECT * FROM employment x WHERE x.person_id = p.id
         ORDER BY (x.starts_on <= $2 AND (x.ends_on IS NULL OR x.ends_on > $2)) DESC, x.starts_on DESC, x.id LIMIT 1) e ON true
       LEFT JOIN organisation en ON en.id = e.enterprise_id LEFT JOIN organisation u ON u.id = e.organisation_id
       WHERE p.id = ANY($1::uuid[])`,
      [personIds, this.clock.today()],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
