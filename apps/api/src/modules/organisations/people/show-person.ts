import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { OrganisationScope } from '../organisation-scope.js';
import { ListPeople, READ_PEOPLE, unitPathSql } from './list-people.js';
import type { Employment, PersonDetail } from './person.dto.js';

/** One person with what the scope may know of his history. */
@Injectable()
export class ShowPerson {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly list: ListPeople,
  ) {}

  async execute(ctx: Ctx, personId: string): Promise<PersonDetail> {
    return this.uow.read(ctx, async (tx) => {
      const [line] = await this.list.linesOf(tx, personId);
      if (!line) throw new DomainError('not-found');
      const parameters: unknown[] = [personId];
      const employments = await tx.query<Employment>(
        `SELECT e.id, n.name AS "enterpriseName", ${unitPathSql('u')} AS "unitPath", e.employment_type AS "employmentType",
           e.starts_on::text AS "startsOn", e.ends_on::text AS "endsOn", e.leave_reason AS "leaveReason",
           (SELECT coalesce(json_agg(json_build_object('name', po.name, 'startsOn', pa.starts_on::text, 'endsOn', pa.ends_on::text)
              ORDER BY pa.starts_on, po.name), '[]'::json)
            FROM post_assignment pa JOIN post po ON po.id = pa.post_id WHERE pa.employment_id = e.id) AS posts
         FROM employment e JOIN organisation u ON u.id = e.organisation_id JOIN organisation n ON n.id = e.enterprise_id
         WHERE e.person_id = $1 AND ${this.scope.filter(ctx, READ_PEOPLE).sql('u', parameters)}
           AND e.ends_on IS DISTINCT FROM e.starts_on
         ORDER BY e.starts_on DESC, e.recorded_at DESC, e.id DESC`,
        parameters,
      );
      return { ...line, employments };
    });
  }
}
