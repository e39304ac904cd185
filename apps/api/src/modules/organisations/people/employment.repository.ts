import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { ScopeFilter } from '../organisation-scope.js';
import { violatedIndex } from '../unique-violation.js';
import type { EmploymentRow } from './employment.entity.js';

const COLUMNS = `e.id, e.person_id, e.enterprise_id, e.organisation_id, e.employment_type, e.roster_role, e.starts_on::text AS starts_on,
  e.ends_on::text AS ends_on, e.leave_reason, e.recorded_at`;

/** An employment that somebody has now, beyond the caller's scope: for deciding, never for showing. */
export interface OpenEmployment extends EmploymentRow {
  readonly unit_path: string;
  readonly region_code: string;
  readonly field: string | null;
}

@Injectable()
export class EmploymentRepository {
  /** A person's lines on rosters within the scope, the open ones first, then the latest. */
  async inScope(tx: ReadTx, personId: string, scope: ScopeFilter): Promise<EmploymentRow[]> {
    const parameters: unknown[] = [personId];
    return tx.query<EmploymentRow>(
      `SELECT ${COLUMNS} FROM employment e JOIN organisation u ON u.id = e.organisation_id
       WHERE e.person_id = $1 AND ${scope.sql('u', parameters)}
       ORDER BY (e.ends_on IS NULL) DESC, e.starts_on DESC, e.recorded_at DESC, e.id DESC`,
      parameters,
    );
  }

  async openOf(tx: ReadTx, personIds: readonly string[]): Promise<OpenEmployment[]> {
    return tx.beyondScope(() =>
      tx.query<OpenEmployment>(
        `SELECT ${COLUMNS}, u.path AS unit_path, u.region_code, u.field FROM employment e JOIN organisation u ON u.id = e.organisation_id
         WHERE e.person_id = ANY($1) AND e.ends_on IS NULL`,
        [personIds],
      ),
    );
  }

  /** The last day (exclusive) of what has ended at an enterprise, by person. */
  async lastEnds(tx: ReadTx, enterpriseId: string, personIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.beyondScope(() =>
      tx.query<{ person_id: string; ends_on: string }>(
        `SELECT person_id, max(ends_on)::text AS ends_on FROM employment
         WHERE enterprise_id = $1 AND person_id = ANY($2) AND ends_on IS NOT NULL GROUP BY person_id`,
        [enterpriseId, personIds],
      ),
    );
    return new Map(rows.map((row) => [row.person_id, row.ends_on]));
  }

  async insert(tx: Tx, rows: readonly EmploymentRow[]): Promise<void> {
    if (rows.length === 0) return;
    const column = <K extends keyof EmploymentRow>(key: K): EmploymentRow[K][] => rows.map((row) => row[key]);
    try {
      await tx.query(
        `INSERT INTO employment (id, person_id, enterprise_id, organisation_id, employment_type, roster_role, starts_on, recorded_at)
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::date[], $8::timestamptz[])`,
        [
          column('id'),
          column('person_id'),
          column('enterprise_id'),
          column('organisation_id'),
          column('employment_type'),
          column('roster_role'),
          column('starts_on'),
          column('recorded_at'),
        ],
      );
    } catch (error) {
      // Two requests placed the same person at the same moment; the index let one through.
      if (violatedIndex(error) === 'employment_open') throw new DomainError('person-already-here');
      throw error;
    }
  }

  async close(tx: Tx, ids: readonly string[], on: string, leaveReason: string | null = null): Promise<void> {
    if (ids.length === 0) return;
    await tx.query(`UPDATE employment SET ends_on = $2, leave_reason = $3 WHERE id = ANY($1) AND ends_on IS NULL`, [
      ids,
      on,
      leaveReason,
    ]);
  }
}
