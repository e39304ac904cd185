import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { violatedIndex } from '../unique-violation.js';
import { OrganisationRow } from './organisation.entity.js';

/** What placing people needs to know of an enterprise. */
export interface EnterpriseFacts {
  readonly id: string;
  readonly name: string;
  readonly field: string | null;
  readonly mining: boolean;
}

@Injectable()
export class OrganisationRepository {
  /** For a change: the row stays as it is read until COMMIT. */
  async lock(tx: Tx, id: string): Promise<OrganisationRow | null> {
    return tx.one<OrganisationRow>(`SELECT * FROM organisation WHERE id = $1 FOR UPDATE`, [id]);
  }

  /** For placing people: nobody closes or moves the unit until COMMIT. */
  async hold(tx: Tx, id: string): Promise<OrganisationRow | null> {
    return tx.one<OrganisationRow>(`SELECT * FROM organisation WHERE id = $1 FOR SHARE`, [id]);
  }

  async enterprise(tx: ReadTx, id: string): Promise<EnterpriseFacts> {
    const found = await tx.one<EnterpriseFacts>(
      `SELECT o.id, o.name, o.field, coalesce(f.mining, false) AS mining
       FROM organisation o LEFT JOIN supervision_field f ON f.code = o.field WHERE o.id = $1`,
      [id],
    );
    if (!found) throw new DomainError('not-found');
    return found;
  }

  async fieldExists(tx: ReadTx, code: string): Promise<boolean> {
    return (await tx.one(`SELECT 1 AS found FROM supervision_field WHERE code = $1`, [code])) !== null;
  }

  /** All units of one enterprise, itself included. */
  async unitsOf(tx: ReadTx, enterpriseId: string): Promise<OrganisationRow[]> {
    return tx.query<OrganisationRow>(
      `SELECT * FROM organisation WHERE enterprise_id = $1 ORDER BY length(path), name`,
      [enterpriseId],
    );
  }

  async insert(tx: Tx, rows: readonly OrganisationRow[]): Promise<void> {
    await named(rows[0]?.name ?? '', () => tx.repository(OrganisationRow).insert([...rows]));
  }

  /** Saves a changed row and carries the path, region and field of a root or moved unit down its subtree. */
  async save(tx: Tx, before: OrganisationRow, after: OrganisationRow): Promise<void> {
    const { id, ...values } = after;
    await named(after.name, () => tx.repository(OrganisationRow).update({ id }, values));
    await tx.query(
      `UPDATE organisation SET path = $2 || substr(path, length($1) + 1), region_code = $3, field = $4, version = version + 1
       WHERE starts_with(path, $1) AND id <> $5 AND (path, region_code, field) IS DISTINCT FROM ($2 || substr(path, length($1) + 1), $3, $4)`,
      [before.path, after.path, after.region_code, after.field, id],
    );
  }

  async closeBelow(tx: Tx, path: string): Promise<void> {
    await tx.query(
      `UPDATE organisation SET status = 'closed', version = version + 1 WHERE starts_with(path, $1) AND path <> $1 AND status = 'active'`,
      [path],
    );
  }

  /** People on the roster of a subtree, whoever asks: the answer decides and is shown as a number only to its own office. */
  async headcount(tx: ReadTx, path: string, today: string): Promise<number> {
    return tx.beyondScope(async () => {
      const row = await tx.one<{ count: number }>(
        `SELECT count(DISTINCT e.person_id)::int AS count FROM employment e JOIN organisation o ON o.id = e.organisation_id
         WHERE starts_with(o.path, $1) AND (e.ends_on IS NULL OR e.ends_on > $2)`,
        [path, today],
      );
      return row?.count ?? 0;
    });
  }
}

async function named<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const index = violatedIndex(error);
    if (index === 'organisation_sibling_name') throw new DomainError('organisation-name-taken', { name });
    if (index === 'organisation_credit_code') throw new DomainError('credit-code-taken');
    throw error;
  }
}
