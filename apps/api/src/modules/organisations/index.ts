export { OrganisationsModule } from './organisations.module.js';
export { OrganisationScope, type ScopedOrganisation, type ScopeFilter } from './organisation-scope.js';
