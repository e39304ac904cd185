import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { fieldProblem } from '../field-problem.js';
import { OrganisationScope } from '../organisation-scope.js';
import type { OrganisationRow } from '../structure/organisation.entity.js';
import { OrganisationRepository, type EnterpriseFacts } from '../structure/organisation.repository.js';
import { dispatchRefusal } from './dispatch-rule.js';
import type { EmploymentRow } from './employment.entity.js';
import { EmploymentRepository } from './employment.repository.js';
import type { EmploymentType, RosterRole } from './employment-words.js';
import { PostRegister } from './post-register.js';

export interface Place {
  readonly unit: OrganisationRow;
  readonly enterprise: EnterpriseFacts;
  readonly postIds: readonly string[];
  readonly employmentType: EmploymentType;
}

/** Opening and closing lines of the roster together with their posts; every verb for one person goes through here. */
@Injectable()
export class Placements {
  constructor(
    private readonly scope: OrganisationScope,
    private readonly organisations: OrganisationRepository,
    private readonly employments: EmploymentRepository,
    private readonly posts: PostRegister,
    private readonly clock: Clock,
  ) {}

  /** Checks a place against scope, structure and the dispatch rule, and keeps it so until COMMIT. */
  async prepare(
    tx: Tx,
    permission: string,
    wanted: { unitId: string; postIds: readonly string[]; employmentType: EmploymentType },
  ): Promise<Place> {
    const { enterprise_id } = await this.scope.require(tx, permission, wanted.unitId);
    // The root first: its field decides whether it is a mine.
    await this.organisations.hold(tx, enterprise_id);
    const unit = await this.organisations.hold(tx, wanted.unitId);
    if (!unit) throw new DomainError('not-found');
    if (unit.status === 'closed') throw new DomainError('organisation-closed', { name: unit.name });
    const enterprise = await this.organisations.enterprise(tx, enterprise_id);
    const postIds = [...new Set(wanted.postIds)];
    const found = new Map((await this.posts.hold(tx, postIds)).map((post) => [post.id, post]));
    for (const [index, id] of postIds.entries()) {
      const post = found.get(id);
      if (!post || post.enterpriseId !== enterprise.id)
        throw fieldProblem(`/postIds/${index}`, 'isIn', '本单位没有这个岗位');
      if (!post.active)
        throw fieldProblem(`/postIds/${index}`, 'post-inactive', `「${post.name}」已停用，请选别的岗位`);
      const refusal = dispatchRefusal(wanted.employmentType, enterprise.mining, post);
      if (refusal) throw new DomainError('post-dispatch-forbidden', { reason: `${refusal}。` });
    }
    return { unit, enterprise, postIds, employmentType: wanted.employmentType };
  }

  /** Puts a person on the roster from a date on; not before what has ended there. */
  async start(
    tx: Tx,
    personId: string,
    place: Place,
    rosterRole: RosterRole,
    on: string,
    datePointer: string,
  ): Promise<string> {
    const lastEnd = (await this.employments.lastEnds(tx, place.enterprise.id, [personId])).get(personId);
    if (lastEnd !== undefined && on < lastEnd) {
      throw fieldProblem(datePointer, 'date-overlap', `他在本单位的上一段到 ${lastEnd} 为止，日期要在那天或之后`);
    }
    return this.open(tx, personId, place, rosterRole, on);
  }

  /** Closes the open line on a date and opens the next one there. */
  async move(tx: Tx, current: EmploymentRow, place: Place, rosterRole: RosterRole, on: string): Promise<string> {
    if (on < current.starts_on)
      throw fieldProblem('/on', 'date-overlap', `他现在这一段从 ${current.starts_on} 开始，日期要在那天或之后`);
    await this.end(tx, current, on, null);
    return this.open(tx, current.person_id, place, rosterRole, on);
  }

  async end(tx: Tx, current: EmploymentRow, on: string, leaveReason: string | null): Promise<void> {
    await this.employments.close(tx, [current.id], on, leaveReason);
    await this.posts.end(tx, [{ employmentId: current.id }], on);
  }

  private async open(tx: Tx, personId: string, place: Place, rosterRole: RosterRole, on: string): Promise<string> {
    const id = uuidv7();
    await this.employments.insert(tx, [
      {
        id,
        person_id: personId,
        enterprise_id: place.enterprise.id,
        organisation_id: place.unit.id,
        employment_type: place.employmentType,
        roster_role: rosterRole,
        starts_on: on,
        ends_on: null,
        leave_reason: null,
        recorded_at: this.clock.now(),
      },
    ]);
    await this.posts.assign(
      tx,
      place.postIds.map((postId) => ({ employmentId: id, personId, postId, startsOn: on })),
    );
    return id;
  }
}

/** The open employment that an action means: of the enterprise named, else the only one. */
export function chooseOpen(employments: readonly EmploymentRow[], enterpriseId?: string): EmploymentRow {
  const open = employments.filter((e) => e.ends_on === null && (!enterpriseId || e.enterprise_id === enterpriseId));
  if (open.length > 1) throw fieldProblem('/enterpriseId', 'isNotEmpty', '他在两个单位都在册，请写明是哪个单位');
  const [one] = open;
  if (!one) throw new DomainError('person-not-here');
  return one;
}
