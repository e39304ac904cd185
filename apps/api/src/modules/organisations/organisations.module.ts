import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationScope } from './organisation-scope.js';
import { AddPerson } from './people/add-person.js';
import { DepartPerson } from './people/depart-person.js';
import { EditPerson } from './people/edit-person.js';
import { EmploymentRow } from './people/employment.entity.js';
import { EmploymentRepository } from './people/employment.repository.js';
import { ExportRoster } from './people/export-roster.js';
import { IdentitySeal } from './people/identity-seal.js';
import { ListPeople } from './people/list-people.js';
import { PersonController } from './people/person.controller.js';
import { PersonRow } from './people/person.entity.js';
import { PersonRepository } from './people/person.repository.js';
import { Placements } from './people/placements.js';
import { ReturnPerson } from './people/return-person.js';
import { RevealPerson } from './people/reveal-person.js';
import { ShowPerson } from './people/show-person.js';
import { TransferPerson } from './people/transfer-person.js';
import { ImportRegions } from './regions/import-regions.js';
import { ListRegions } from './regions/list-regions.js';
import { RegionController } from './regions/region.controller.js';
import { RegionRow } from './regions/region.entity.js';
import { RegionRepository } from './regions/region.repository.js';
import { SupervisionFieldRow } from './regions/supervision-field.entity.js';
import { ApplyPlan } from './roster-import/apply-plan.js';
import { ConfirmRoster } from './roster-import/confirm-roster.js';
import { LoadRosterState } from './roster-import/load-roster-state.js';
import { PreviewRoster } from './roster-import/preview-roster.js';
import { RosterImportController } from './roster-import/roster-import.controller.js';
import { RosterImportRow } from './roster-import/roster-import.entity.js';
import { RosterImportRepository } from './roster-import/roster-import.repository.js';
import { RosterTemplate } from './roster-import/roster-template.js';
import { ShowRosterImport } from './roster-import/show-roster-import.js';
import { CreateOrganisation } from './structure/create-organisation.js';
import { EditOrganisation } from './structure/edit-organisation.js';
import { ListOrganisations } from './structure/list-organisations.js';
import { OrganisationController } from './structure/organisation.controller.js';
import { OrganisationRow } from './structure/organisation.entity.js';
import { OrganisationRepository } from './structure/organisation.repository.js';

const ENTITIES = [RegionRow, SupervisionFieldRow, OrganisationRow, PersonRow, EmploymentRow, RosterImportRow];
const REPOSITORIES = [
  RegionRepository,
  OrganisationRepository,
  PersonRepository,
  EmploymentRepository,
  RosterImportRepository,
];
const VERBS_FOR_OTHERS = [
  ImportRegions,
  CreateOrganisation,
  EditOrganisation,
  AddPerson,
  TransferPerson,
  DepartPerson,
  PreviewRoster,
  ConfirmRoster,
];

/** PostRegister, which the roster needs, comes from the posts module (see people/post-register.ts). */
@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES)],
  controllers: [RegionController, OrganisationController, PersonController, RosterImportController],
  providers: [
    OrganisationScope,
    ...REPOSITORIES,
    ...VERBS_FOR_OTHERS,
    ListRegions,
    ListOrganisations,
    IdentitySeal,
    Placements,
    ListPeople,
    ShowPerson,
    EditPerson,
    ReturnPerson,
    RevealPerson,
    ExportRoster,
    LoadRosterState,
    ApplyPlan,
    ShowRosterImport,
    RosterTemplate,
  ],
  exports: [OrganisationScope, IdentitySeal, ...VERBS_FOR_OTHERS],
})
export class OrganisationsModule {}
