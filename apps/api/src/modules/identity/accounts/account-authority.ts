import { Injectable } from '@nestjs/common';
import { OrganisationScope } from '../../organisations/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Grant } from '../../../platform/http/context.js';
import { permissionsOfRole } from '../../../platform/http/permissions.js';
import { AccountRepository, type StoredAccount } from './account.repository.js';
import { mayChange, mayGrant, placeFault, reaches, type Place } from './grant-rules.js';
import type { GrantDto } from './account.dto.js';
import type { Role } from '../../../platform/http/roles.js';

interface PlaceRow {
  role: Role;
  kind: string | null;
  path: string | null;
  organisation_region: string | null;
  organisation_field: string | null;
  region_code: string | null;
  field: string | null;
}

/** Whose accounts somebody may see and change, and which roles he may give (ORG-5). */
@Injectable()
export class AccountAuthority {
  constructor(
    private readonly scope: OrganisationScope,
    private readonly accounts: AccountRepository,
    private readonly clock: Clock,
  ) {}

  /** SQL: account `a` belongs to an organisation in the caller's scope, by a grant or by the roster. */
  filter(tx: ReadTx, permission: string, parameters: unknown[], belowPath: string | null = null): string {
    if (belowPath === null && this.everywhere(tx, permission)) return 'true';
    const scope = this.scope.filter(tx.ctx, permission);
    const below = belowPath === null ? 'true' : `starts_with(o.path, $${parameters.push(belowPath)})`;
    const today = `$${parameters.push(this.clock.today())}`;
    return `(EXISTS (SELECT 1 FROM role_grant g JOIN organisation o ON o.id = g.organisation_id
        WHERE g.account_id = a.id AND ${below} AND ${scope.sql('o', parameters)})
      OR EXISTS (SELECT 1 FROM employment e JOIN organisation o ON o.id = e.organisation_id
        WHERE e.person_id = a.person_id AND (e.ends_on IS NULL OR e.ends_on > ${today}) AND ${below} AND ${scope.sql('o', parameters)}))`;
  }

  /** Locks an account that the caller may change: in scope, not his own, and not above him. */
  async requireChangeable(tx: Tx, accountId: string): Promise<StoredAccount> {
    const parameters: unknown[] = [accountId];
    const inScope = await tx.one(
      `SELECT a.id FROM account a WHERE a.id = $1 AND ${this.filter(tx, 'identity.account.write', parameters)}`,
      parameters,
    );
    const account = inScope ? await this.accounts.lock(tx, accountId) : null;
    if (!account) throw new DomainError('not-found');
    if (tx.ctx.actor.kind === 'system') return account;
    if (accountId === tx.ctx.accountIdOrNull) throw new DomainError('own-account');
    if (!mayChange(this.held(tx), await this.grantedPlaces(tx, accountId), permissionsOfRole))
      throw new DomainError('account-above');
    return account;
  }

  /** Refuses a grant that makes no sense at its place, is out of the caller's scope, or more than he holds. */
  async requireGrantable(tx: ReadTx, grant: GrantDto, pointer = ''): Promise<void> {
    const place = await this.placeOf(tx, grant, pointer);
    const fault = placeFault(grant.role, place);
    if (fault) {
      throw new DomainError('grant-place-wrong', { reason: fault }, [
        { pointer: `${pointer}/role`, code: 'place', message: fault },
      ]);
    }
    this.requireRole(tx, grant.role, place);
  }

  requireRole(tx: ReadTx, role: Role, place: Place): void {
    if (tx.ctx.actor.kind !== 'system' && !mayGrant(this.held(tx), role, place, permissionsOfRole))
      throw new DomainError('grant-not-allowed');
  }

  /** A person whom the caller finds on the roster of his scope. */
  async requirePerson(tx: ReadTx, personId: string): Promise<{ id: string; name: string }> {
    const parameters: unknown[] = [personId, this.clock.today()];
    const person = await tx.one<{ id: string; name: string }>(
      `SELECT p.id, p.name FROM person p WHERE p.id = $1 AND EXISTS (
         SELECT 1 FROM employment e JOIN organisation o ON o.id = e.organisation_id
         WHERE e.person_id = p.id AND (e.ends_on IS NULL OR e.ends_on > $2)
           AND ${this.scope.filter(tx.ctx, 'identity.account.write').sql('o', parameters)})`,
      parameters,
    );
    if (!person) throw new DomainError('not-found');
    return person;
  }

  private async placeOf(tx: ReadTx, grant: GrantDto, pointer: string): Promise<Place> {
    const wrong = (field: string, message: string): DomainError =>
      new DomainError('grant-place-wrong', { reason: message }, [
        { pointer: `${pointer}/${field}`, code: 'place', message },
      ]);
    if (grant.organisationId !== undefined && grant.regionCode !== undefined)
      throw wrong('regionCode', '单位和行政区划只能选一个');
    if (grant.field !== undefined && grant.regionCode === undefined) throw wrong('field', '行业领域要和行政区划一起选');
    if (grant.organisationId !== undefined) {
      const organisation = await this.scope.require(tx, 'identity.account.write', grant.organisationId);
      return {
        at: 'organisation',
        kind: organisation.kind,
        path: organisation.path,
        regionCode: organisation.region_code,
        field: organisation.field,
      };
    }
    if (grant.regionCode === undefined) return { at: 'everywhere' };
    this.scope.requireRegion(tx.ctx, 'identity.account.write', grant.regionCode);
    if (!(await tx.one(`SELECT code FROM region WHERE code = $1`, [grant.regionCode])))
      throw wrong('regionCode', '没有这个行政区划');
    if (
      grant.field !== undefined &&
      !(await tx.one(`SELECT code FROM supervision_field WHERE code = $1`, [grant.field]))
    ) {
      throw wrong('field', '没有这个行业领域');
    }
    return { at: 'region', regionCode: grant.regionCode, field: grant.field ?? null };
  }

  private async grantedPlaces(tx: ReadTx, accountId: string): Promise<{ role: Role; place: Place }[]> {
    const rows = await tx.query<PlaceRow>(
      `SELECT g.role, o.kind, o.path, o.region_code AS organisation_region, o.field AS organisation_field, g.region_code, g.field
       FROM role_grant g LEFT JOIN organisation o ON o.id = g.organisation_id WHERE g.account_id = $1`,
      [accountId],
    );
    return rows.map((row) => ({ role: row.role, place: placeOfRow(row) }));
  }

  private held(tx: ReadTx): readonly Grant[] {
    return tx.ctx.actor.kind === 'account' ? tx.ctx.actor.grants : [];
  }

  private everywhere(tx: ReadTx, permission: string): boolean {
    return (
      tx.ctx.actor.kind === 'system' ||
      tx.ctx.grantsFor(permission).some((grant) => reaches(grant, { at: 'everywhere' }))
    );
  }
}

function placeOfRow(row: PlaceRow): Place {
  if (row.path !== null) {
    return {
      at: 'organisation',
      kind: row.kind ?? '',
      path: row.path,
      regionCode: row.organisation_region ?? '',
      field: row.organisation_field,
    };
  }
  return row.region_code === null
    ? { at: 'everywhere' }
    : { at: 'region', regionCode: row.region_code, field: row.field };
}
