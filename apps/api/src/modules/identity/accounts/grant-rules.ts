import type { Grant } from '../../../platform/http/context.js';
import { GLOBAL_ROLES, ROLE_NAMES, type Role } from '../../../platform/http/roles.js';

/** Where a grant is given. */
export type Place =
  | { readonly at: 'everywhere' }
  | { readonly at: 'region'; readonly regionCode: string; readonly field: string | null }
  | {
      readonly at: 'organisation';
      readonly kind: string;
      readonly path: string;
      readonly regionCode: string;
      readonly field: string | null;
    };

type Holder = Pick<Grant, 'role' | 'organisationPath' | 'regionCode' | 'field'>;

/** Who holds what, as declared by the modules; handed in so that the rule stays pure. */
export type PermissionsOfRole = (role: Role) => readonly string[];

const REGIONAL_ROLES: readonly Role[] = ['regulator', 'inspector'];

/** Why a role cannot be given at this place, in zh-CN; null when it can. */
export function placeFault(role: Role, place: Place): string | null {
  if (GLOBAL_ROLES.includes(role)) {
    return place.at === 'everywhere' ? null : `${ROLE_NAMES[role]}管全平台，不要选单位或地区`;
  }
  if (REGIONAL_ROLES.includes(role)) {
    if (place.at === 'region' || (place.at === 'organisation' && place.kind === 'government')) return null;
    return `${ROLE_NAMES[role]}要选行政区划，或者选监管部门`;
  }
  return place.at === 'organisation' ? null : `${ROLE_NAMES[role]}要选单位`;
}

/** Does the grant reach the whole of the place? */
export function reaches(grant: Holder, place: Place): boolean {
  if (grant.organisationPath !== null)
    return place.at === 'organisation' && place.path.startsWith(grant.organisationPath);
  if (grant.regionCode !== null) {
    if (place.at === 'everywhere' || !place.regionCode.startsWith(grant.regionCode)) return false;
    return grant.field === null || grant.field === place.field;
  }
  return GLOBAL_ROLES.includes(grant.role);
}

/**
 * Nobody gives what he does not hold himself, or outside his reach: the role's permissions must all be among those that his own
 * grants carry at that place, with the permission to write accounts. A system administrator gives anything.
 */
export function mayGrant(
  holder: readonly Holder[],
  role: Role,
  place: Place,
  permissionsOf: PermissionsOfRole,
): boolean {
  if (holder.some((grant) => grant.role === 'system_administrator' && reaches(grant, { at: 'everywhere' })))
    return true;
  const held = new Set(holder.filter((grant) => reaches(grant, place)).flatMap((grant) => permissionsOf(grant.role)));
  return held.has('identity.account.write') && permissionsOf(role).every((permission) => held.has(permission));
}

/**
 * May an account be changed (disabled, given a new password) by this holder? Whoever sets another's password can act as him, so
 * each of that account's grants that opens anything must be one the holder could give.
 */
export function mayChange(
  holder: readonly Holder[],
  grants: readonly { readonly role: Role; readonly place: Place }[],
  permissionsOf: PermissionsOfRole,
): boolean {
  return grants.every(
    ({ role, place }) => permissionsOf(role).length === 0 || mayGrant(holder, role, place, permissionsOf),
  );
}
