export { OrganisationsModule } from './organisations.module.js';
export { organisationsErrors } from './organisations.errors.js';
export { organisationsPermissions } from './organisations.permissions.js';
export { OrganisationScope, type ScopedOrganisation, type ScopeFilter } from './organisation-scope.js';
export { ImportRegions, type RegionImportResult } from './regions/import-regions.js';
export { CreateOrganisation } from './structure/create-organisation.js';
export { EditOrganisation } from './structure/edit-organisation.js';
export { CreateOrganisationDto, EditOrganisationDto } from './structure/organisation.dto.js';
export { unitInFullSql } from './structure/unit-in-full.js';
export { AddPerson } from './people/add-person.js';
export { TransferPerson } from './people/transfer-person.js';
export { DepartPerson } from './people/depart-person.js';
export { CreatePersonDto } from './people/person-input.dto.js';
export { PreviewRoster } from './roster-import/preview-roster.js';
export { ConfirmRoster } from './roster-import/confirm-roster.js';
export { IdentitySeal } from './people/identity-seal.js';
export { checkCharacter, maskIdNumber, normaliseIdNumber, type IdType } from './people/id-document.js';
export { maskPhone, normalisePhone, isPhone } from './people/phone.js';
export {
  EMPLOYMENT_TYPE_NAMES,
  ROSTER_ROLES,
  ROSTER_ROLE_NAMES,
  type EmploymentType,
  type RosterRole,
} from './people/employment-words.js';
export { dispatchRefusal, type PostRisk } from './people/dispatch-rule.js';
export { PostRegister, type Assignment, type RegisteredPost } from './people/post-register.js';
