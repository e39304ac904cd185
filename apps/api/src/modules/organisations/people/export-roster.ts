import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../organisation-scope.js';
import { addRosterRow, newRosterWorkbook, workbookBytes } from '../roster-sheet.js';
import type { WorkbookFile } from '../workbook-reply.js';
import { EMPLOYMENT_TYPE_NAMES, ROSTER_ROLE_NAMES } from './employment-words.js';
import { ID_TYPE_NAMES } from './id-document.js';
import { ListPeople, READ_PEOPLE, type PeopleFilter } from './list-people.js';

const LIMIT = 50_000;

/** The roster as a workbook, numbers masked, with the same lines as the list shows; it leaves a row in the audit. */
@Injectable()
export class ExportRoster {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly list: ListPeople,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, filter: PeopleFilter): Promise<WorkbookFile> {
    return this.uow.run(ctx, async (tx) => {
      const count = await this.list.count(tx, filter);
      if (count > LIMIT) throw new DomainError('roster-export-too-large', { count, limit: LIMIT });
      const organisation = filter.organisationId
        ? await this.scope.require(tx, READ_PEOPLE, filter.organisationId)
        : null;
      const { workbook, sheet } = newRosterWorkbook();
      for await (const people of this.list.everyPage(tx, filter)) {
        for (const person of people) {
          addRosterRow(sheet, {
            name: person.name,
            idType: ID_TYPE_NAMES[person.idType],
            idNumber: person.idNumberMasked,
            phone: person.phoneMasked ?? '',
            unit: person.unitPath.replaceAll(' / ', '/'),
            post: person.posts.map((post) => post.name).join('、'),
            employmentType: EMPLOYMENT_TYPE_NAMES[person.employmentType],
            rosterRole: ROSTER_ROLE_NAMES[person.rosterRole],
            startsOn: person.startsOn,
          });
        }
      }
      const bytes = await workbookBytes(workbook);
      await this.audit.append(tx, {
        action: 'organisations.roster.export',
        subject: { type: 'organisation', id: organisation?.id ?? 'scope' },
        organisationId: organisation?.enterprise_id ?? null,
        detail: { people: count, asOf: filter.asOf ?? this.clock.today() },
      });
      return { fileName: `花名册-${organisation?.name ?? '全部'}-${filter.asOf ?? this.clock.today()}.xlsx`, bytes };
    });
  }
}
