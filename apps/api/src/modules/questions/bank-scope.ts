import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { OrganisationScope } from '../organisations/index.js';

/** The bank of one root organisation. */
export interface Bank {
  readonly organisationId: string;
  readonly name: string;
  readonly kind: string;
  readonly regionCode: string;
}

/**
 * The one rule of who reads which question: the bank of an organisation is its own questions, which it edits, and the
 * questions of every government organisation whose region contains it, which it reads.
 */
@Injectable()
export class BankScope {
  constructor(private readonly scope: OrganisationScope) {}

  /** The bank that an organisation, or a unit below one, uses; no authorisation. */
  async of(tx: ReadTx, organisationId: string): Promise<Bank> {
    const bank = await tx.one<Bank>(
      `SELECT r.id AS "organisationId", r.name, r.kind, r.region_code AS "regionCode"
       FROM organisation o JOIN organisation r ON r.id = o.enterprise_id WHERE o.id = $1`,
      [organisationId],
    );
    if (!bank) throw new DomainError('not-found');
    return bank;
  }

  /** The bank to look at: of the organisation named, else of the caller's own; null for one who oversees a region and named none. */
  async toRead(tx: ReadTx, permission: string, given: string | undefined): Promise<Bank | null> {
    const own = tx.ctx.grantsFor(permission).some((grant) => grant.organisationId !== null);
    if (!given && !own) return null;
    return this.of(tx, (await this.scope.defaultOrganisation(tx, permission, given)).id);
  }

  /** The bank to write to; the permission must reach its root, not only a unit below. */
  async toWrite(tx: ReadTx, permission: string, given: string | undefined): Promise<Bank> {
    const { enterprise_id } = await this.scope.defaultOrganisation(tx, permission, given);
    await this.scope.require(tx, permission, enterprise_id);
    return this.of(tx, enterprise_id);
  }

  /** The government organisations whose questions this bank reads. */
  async sharersWith(tx: ReadTx, bank: Bank): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT g.id FROM organisation g
       WHERE g.kind = 'government' AND g.status = 'active' AND starts_with($1, g.region_code) AND g.id <> $2`,
      [bank.regionCode, bank.organisationId],
    );
    return rows.map((row) => row.id);
  }

  /** SQL: does the question (its alias) belong to the bank, own or shared? */
  inBank(question: string, bank: Bank, parameters: unknown[]): string {
    const id = `$${parameters.push(bank.organisationId)}`;
    const region = `$${parameters.push(bank.regionCode)}`;
    return `(${question}.organisation_id = ${id} OR ${question}.organisation_id IN (
      SELECT g.id FROM organisation g WHERE g.kind = 'government' AND g.status = 'active' AND starts_with(${region}, g.region_code)))`;
  }

  /** SQL: does the question belong to the bank of any organisation that the permission reaches? */
  readable(tx: ReadTx, permission: string, question: string, parameters: unknown[]): string {
    return `EXISTS (
      SELECT 1 FROM organisation reached JOIN organisation owner ON owner.id = ${question}.organisation_id
      WHERE ${this.scope.filter(tx.ctx, permission).sql('reached', parameters)}
        AND (reached.enterprise_id = owner.id
             OR (owner.kind = 'government' AND owner.status = 'active' AND starts_with(reached.region_code, owner.region_code))))`;
  }

  /** SQL: may the permission be used on the question's own organisation? */
  reaches(tx: ReadTx, permission: string, organisation: string, parameters: unknown[]): string {
    return this.scope.filter(tx.ctx, permission).sql(organisation, parameters);
  }
}
