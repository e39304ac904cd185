import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import type { Tx } from '../../../platform/db/tx.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../organisation-scope.js';
import { addRosterRow, newRosterWorkbook, workbookBytes } from '../roster-sheet.js';
import type { WorkbookFile } from '../workbook-reply.js';
import { EMPLOYMENT_TYPE_NAMES, ROSTER_ROLE_NAMES } from './employment-words.js';
import { ID_TYPE_NAMES } from './id-document.js';
import { ListPeople, READ_PEOPLE, type PeopleFilter } from './list-people.js';

const LIMIT = 50_000;

/** The roster as a workbook, numbers masked, with the same lines as the list shows; the audit of every enterprise it has people of says so. */
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
      const peopleOf = new Map(organisation ? [[organisation.enterprise_id, 0]] : []);
      const { workbook, sheet } = newRosterWorkbook();
      for await (const people of this.list.everyPage(tx, filter)) {
        for (const person of people) {
          peopleOf.set(person.enterpriseId, (peopleOf.get(person.enterpriseId) ?? 0) + 1);
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
      const asOf = filter.asOf ?? this.clock.today();
      await this.note(tx, peopleOf, organisation?.id, asOf);
      return { fileName: `花名册-${organisation?.name ?? '全部'}-${asOf}.xlsx`, bytes };
    });
  }

  /** In one order, so that two exports do not wait for each other's chains. An empty export of nothing named took nobody's data. */
  private async note(
    tx: Tx,
    peopleOf: ReadonlyMap<string, number>,
    asked: string | undefined,
    asOf: string,
  ): Promise<void> {
    for (const enterpriseId of [...peopleOf.keys()].sort())
      await this.audit.append(tx, {
        action: 'organisations.roster.export',
        subject: { type: 'organisation', id: asked ?? enterpriseId },
        organisationId: enterpriseId,
        detail: { people: peopleOf.get(enterpriseId) ?? 0, asOf },
      });
  }
}
