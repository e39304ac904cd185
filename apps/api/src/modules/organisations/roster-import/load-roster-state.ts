import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { OrganisationScope, type ScopedOrganisation } from '../organisation-scope.js';
import { EmploymentRepository } from '../people/employment.repository.js';
import { PersonRepository } from '../people/person.repository.js';
import { PostRegister } from '../people/post-register.js';
import { OrganisationRepository, type EnterpriseFacts } from '../structure/organisation.repository.js';
import type { HashedRow, KnownHolder, KnownPlace, KnownUnit, RosterState } from './plan-roster.js';

export const IMPORT = 'organisations.roster.import';

/** Reads what the plan of an import asks about, in a handful of queries whatever the number of rows. */
@Injectable()
export class LoadRosterState {
  constructor(
    private readonly scope: OrganisationScope,
    private readonly organisations: OrganisationRepository,
    private readonly people: PersonRepository,
    private readonly employments: EmploymentRepository,
    private readonly posts: PostRegister,
    private readonly clock: Clock,
  ) {}

  async execute(
    tx: ReadTx,
    base: ScopedOrganisation,
    rows: readonly HashedRow[],
  ): Promise<RosterState & { enterprise: EnterpriseFacts }> {
    const enterprise = await this.organisations.enterprise(tx, base.enterprise_id);
    const { units, unitKeys } = await this.units(tx, enterprise.id);
    const posts = await this.posts.ofEnterprise(tx, enterprise.id);
    const byName = new Map(posts.map((post) => [post.name, post]));
    const unknown = [...new Set(rows.flatMap((row) => row.posts ?? []))].filter((name) => !byName.has(name));
    const library = await this.posts.fromLibrary(tx, enterprise.field, unknown);
    return {
      enterprise,
      today: this.clock.today(),
      mining: enterprise.mining,
      units,
      unitKeys,
      baseKey: unitKeys.get(base.id) ?? '',
      basePath: base.path,
      enterpriseName: enterprise.name,
      posts: byName,
      postNames: new Map(posts.map((post) => [post.id, post.name])),
      library: new Map(library.map((risk) => [risk.name, risk])),
      people: await this.holders(tx, enterprise.id, rows),
    };
  }

  private async units(
    tx: ReadTx,
    enterpriseId: string,
  ): Promise<{ units: Map<string, KnownUnit>; unitKeys: Map<string, string> }> {
    const rows = await this.organisations.unitsOf(tx, enterpriseId);
    const unitKeys = new Map<string, string>();
    const units = new Map<string, KnownUnit>();
    for (const row of rows) {
      const above = row.parent_id === null ? '' : (unitKeys.get(row.parent_id) ?? '');
      const key = row.parent_id === null ? '' : above === '' ? row.name : `${above}/${row.name}`;
      unitKeys.set(row.id, key);
      // Of a closed and an open unit with the same name, the open one is meant.
      if (!units.has(key) || units.get(key)?.closed)
        units.set(key, { id: row.id, path: row.path, closed: row.status === 'closed' });
    }
    return { units, unitKeys };
  }

  private async holders(
    tx: ReadTx,
    enterpriseId: string,
    rows: readonly HashedRow[],
  ): Promise<Map<string, KnownHolder>> {
    const people = await this.people.byIdHashes(
      tx,
      rows.map((row) => row.idHash),
    );
    const ids = people.map((person) => person.id);
    const open = await this.employments.openOf(tx, ids);
    const ends = await this.employments.lastEnds(tx, enterpriseId, ids);
    const here = new Map(open.filter((e) => e.enterprise_id === enterpriseId).map((e) => [e.person_id, e]));
    const scope = this.scope.filter(tx.ctx, IMPORT);
    const elsewhere = new Set(
      open
        .filter((e) => !scope.includes({ path: e.unit_path, region_code: e.region_code, field: e.field }))
        .map((e) => e.person_id),
    );
    const held = new Map<string, string[]>();
    const employmentIds = [...here.values()].map((e) => e.id);
    for (const { employmentId, postId } of await this.posts.held(tx, employmentIds)) {
      held.set(employmentId, [...(held.get(employmentId) ?? []), postId]);
    }
    return new Map(
      people.map((person) => {
        const e = here.get(person.id);
        const place: KnownPlace | null = e
          ? {
              employmentId: e.id,
              unitId: e.organisation_id,
              unitPath: e.unit_path,
              employmentType: e.employment_type,
              rosterRole: e.roster_role,
              startsOn: e.starts_on,
              postIds: held.get(e.id) ?? [],
            }
          : null;
        const lastEnd = ends.get(person.id) ?? null;
        const mayRename = (place !== null || lastEnd !== null) && !elsewhere.has(person.id);
        return [
          person.id_hash,
          { id: person.id, name: person.name, phoneHash: person.phone_hash, open: place, mayRename, lastEnd },
        ];
      }),
    );
  }
}
