import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import type { EmploymentRow } from '../people/employment.entity.js';
import { EmploymentRepository } from '../people/employment.repository.js';
import { IdentitySeal } from '../people/identity-seal.js';
import { sameName } from '../people/person-name.js';
import { PersonRepository } from '../people/person.repository.js';
import { PostRegister, type Assignment } from '../people/post-register.js';
import type { OrganisationRow } from '../structure/organisation.entity.js';
import { OrganisationRepository, type EnterpriseFacts } from '../structure/organisation.repository.js';
import { kindOfNewUnit } from '../structure/placement-rule.js';
import type { PlannedRow, RosterPlan, RosterState } from './plan-roster.js';

/** Does what a plan says, in a handful of statements whatever the number of rows. The caller holds the enterprise's lock. */
@Injectable()
export class ApplyPlan {
  constructor(
    private readonly organisations: OrganisationRepository,
    private readonly people: PersonRepository,
    private readonly employments: EmploymentRepository,
    private readonly posts: PostRegister,
    private readonly seal: IdentitySeal,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Tx, plan: RosterPlan, state: RosterState & { enterprise: EnterpriseFacts }): Promise<void> {
    const rows = plan.rows.filter((row) => row.action !== 'unchanged');
    const unitIds = await this.openUnits(tx, plan.newUnits, state);
    const opened = plan.newPosts.length > 0 ? await this.posts.open(tx, state.enterprise, plan.newPosts) : [];
    const postIds = new Map([...state.posts.values(), ...opened].map((post) => [post.name, post.id]));
    const personIds = await this.registerPeople(tx, rows);
    await this.place(tx, rows, { personIds, unitIds, postIds }, state);
    await this.people.changeMany(
      tx,
      // A person who is at this enterprise is within the scope by now, so the security of rows lets the change through.
      rows.flatMap((row) =>
        row.known && (row.newName !== null || row.newPhone || row.opens || row.postsChange)
          ? [{ id: row.known.id, name: row.newName, ...this.seal.phone(row.newPhone ? row.row.phone : null) }]
          : [],
      ),
    );
  }

  /** Ids of all units by key, the new ones made, parents first. */
  private async openUnits(
    tx: Tx,
    keys: readonly string[],
    state: RosterState & { enterprise: EnterpriseFacts },
  ): Promise<Map<string, string>> {
    const made = new Map<string, OrganisationRow>();
    const existing = new Map((await this.organisations.unitsOf(tx, state.enterprise.id)).map((row) => [row.id, row]));
    for (const key of keys) {
      const cut = key.lastIndexOf('/');
      const parentKey = cut < 0 ? '' : key.slice(0, cut);
      const parent = made.get(parentKey) ?? existing.get(state.units.get(parentKey)?.id ?? '');
      if (!parent) throw new Error(`no parent for a new unit`);
      const id = uuidv7();
      const name = key.slice(cut + 1);
      made.set(key, {
        ...parent,
        id,
        name,
        kind: kindOfNewUnit(name, parent.kind),
        parent_id: parent.id,
        path: `${parent.path}${id}/`,
        credit_code: null,
        industry: null,
        above_scale: false,
        high_risk: false,
        status: 'active',
        created_at: this.clock.now(),
        version: 1,
      });
    }
    const rows = [...made.values()];
    for (let at = 0; at < rows.length; at += 500) await this.organisations.insert(tx, rows.slice(at, at + 500));
    return new Map([
      ...[...state.units].map(([key, unit]) => [key, unit.id] as const),
      ...[...made].map(([key, row]) => [key, row.id] as const),
    ]);
  }

  /** Ids of all people by document hash. Somebody may be registered elsewhere at this very moment: he is then that person. */
  private async registerPeople(tx: Tx, rows: readonly PlannedRow[]): Promise<Map<string, string>> {
    const fresh = rows.filter((row) => row.known === null);
    const now = this.clock.now();
    await this.people.insert(
      tx,
      fresh.map(({ row }) => ({
        id: uuidv7(),
        name: row.name,
        id_type: row.idType,
        ...this.seal.id(row.idNumber),
        ...this.seal.phone(row.phone),
        created_at: now,
        version: 1,
      })),
    );
    const stored = new Map(
      (
        await this.people.byIdHashes(
          tx,
          fresh.map((row) => row.row.idHash),
        )
      ).map((person) => [person.id_hash, person]),
    );
    const ids = new Map<string, string>();
    for (const { row, known } of rows) {
      const person = known ?? stored.get(row.idHash);
      if (!person || (!known && !sameName(person.name, row.name))) throw new DomainError('roster-import-outdated');
      ids.set(row.idHash, person.id);
    }
    return ids;
  }

  private async place(
    tx: Tx,
    rows: readonly PlannedRow[],
    ids: { personIds: Map<string, string>; unitIds: Map<string, string>; postIds: Map<string, string> },
    state: RosterState & { enterprise: EnterpriseFacts },
  ): Promise<void> {
    const closed: string[] = [];
    const ended: { employmentId: string; postId?: string }[] = [];
    const opened: EmploymentRow[] = [];
    const assigned: Assignment[] = [];
    for (const row of rows) {
      const personId = need(ids.personIds, row.row.idHash);
      const wanted = row.postNames.map((name) => need(ids.postIds, name));
      const open = row.known?.open;
      if (row.opens) {
        if (open) closed.push(open.employmentId);
        if (open) ended.push({ employmentId: open.employmentId });
        const employment: EmploymentRow = {
          id: uuidv7(),
          person_id: personId,
          enterprise_id: state.enterprise.id,
          organisation_id: need(ids.unitIds, row.unitKey),
          employment_type: row.employmentType,
          roster_role: row.rosterRole,
          starts_on: row.on,
          ends_on: null,
          leave_reason: null,
          recorded_at: this.clock.now(),
        };
        opened.push(employment);
        assigned.push(...wanted.map((postId) => ({ employmentId: employment.id, personId, postId, startsOn: row.on })));
      } else if (open && row.postsChange) {
        const { employmentId, postIds } = open;
        ended.push(...postIds.filter((id) => !wanted.includes(id)).map((postId) => ({ employmentId, postId })));
        assigned.push(
          ...wanted
            .filter((id) => !postIds.includes(id))
            .map((postId) => ({ employmentId, personId, postId, startsOn: row.on })),
        );
      }
    }
    await this.employments.close(tx, closed, state.today);
    await this.posts.end(tx, ended, state.today);
    await this.employments.insert(tx, opened);
    await this.posts.assign(tx, assigned);
  }
}

function need(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error('the plan names something that was not made');
  return id;
}
