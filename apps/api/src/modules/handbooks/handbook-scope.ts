import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { OrganisationScope } from '../organisations/index.js';

export const READ = 'handbooks.handbook.read';
export const WRITE = 'handbooks.handbook.write';

/**
 * A handbook belongs to the whole enterprise: whoever is responsible for any unit of it may read it. Who has read it is
 * another question, and is answered for the people of the caller's own units only.
 */
@Injectable()
export class HandbookScope {
  constructor(private readonly scope: OrganisationScope) {}

  /** SQL: may the caller read the handbooks of this enterprise (a column or parameter)? */
  mayRead(tx: ReadTx, enterpriseId: string, parameters: unknown[]): string {
    return `EXISTS (SELECT 1 FROM organisation reached WHERE reached.enterprise_id = ${enterpriseId} AND ${this.scope.filter(tx.ctx, READ).sql('reached', parameters)})`;
  }

  /** SQL: does the caller's scope reach this unit (alias of organisation)? */
  reaches(tx: ReadTx, unit: string, parameters: unknown[]): string {
    return this.scope.filter(tx.ctx, READ).sql(unit, parameters);
  }

  /** The enterprise to write for: the one named, or the caller's own. */
  async toWrite(tx: ReadTx, organisationId: string | undefined): Promise<string> {
    const { enterprise_id } = await this.scope.defaultOrganisation(tx, WRITE, organisationId);
    return (await this.scope.require(tx, WRITE, enterprise_id)).id;
  }

  async requireWrite(tx: ReadTx, organisationId: string): Promise<void> {
    await this.scope.require(tx, WRITE, organisationId);
  }
}
