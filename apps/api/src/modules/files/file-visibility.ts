import type { Grant } from '../../platform/http/context.js';
import { GLOBAL_ROLES } from '../../platform/http/roles.js';

/** What the rule needs to know of an organisation. */
export interface FileOrganisation {
  readonly kind: string;
  readonly path: string;
  readonly enterpriseId: string;
  readonly regionCode: string;
  readonly field: string | null;
}

/** Does one of these grants reach the organisation itself? */
export function grantsReach(grants: readonly Grant[], organisation: FileOrganisation): boolean {
  return grants.some((grant) => {
    if (grant.organisationPath) return organisation.path.startsWith(grant.organisationPath);
    if (grant.regionCode) {
      return (
        organisation.regionCode.startsWith(grant.regionCode) &&
        (grant.field === null || grant.field === organisation.field)
      );
    }
    return GLOBAL_ROLES.includes(grant.role);
  });
}

/**
 * Who sees a picture: everybody of the same enterprise, whoever a government organisation shares it with (its region
 * contains theirs), and whoever is responsible for the organisation by a grant.
 */
export function maySeeFile(
  owner: FileOrganisation,
  viewers: readonly FileOrganisation[],
  grants: readonly Grant[],
): boolean {
  if (viewers.some((viewer) => viewer.enterpriseId === owner.enterpriseId) || grantsReach(grants, owner)) return true;
  if (owner.kind !== 'government') return false;
  const regions = [
    ...viewers.map((viewer) => viewer.regionCode),
    ...grants.flatMap((grant) => (grant.regionCode ? [grant.regionCode] : [])),
  ];
  return regions.some((region) => region.startsWith(owner.regionCode));
}
